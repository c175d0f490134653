/** Rejects after `milliseconds`. What `work` does then, it should no longer do if `isOver()`. `who` is for the message. */
export async function withTimeout<Value>(
  work: (isOver: () => boolean) => PromiseLike<Value>,
  milliseconds: number,
  who: string,
): Promise<Value> {
  let isOver = false;
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      isOver = true;
      reject(new Error(`${who} did not answer within ${milliseconds} ms`));
    }, milliseconds);
  });
  try {
    return await Promise.race([work(() => isOver), late]);
  } finally {
    clearTimeout(timer);
  }
}
