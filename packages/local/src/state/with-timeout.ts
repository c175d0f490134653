/** Rejects after `milliseconds`. `work` should stop once `isOver()` is true. `who` is used in the message. */
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
      reject(new Error(`${who} timed out after ${milliseconds} ms`));
    }, milliseconds);
  });
  try {
    return await Promise.race([work(() => isOver), late]);
  } finally {
    clearTimeout(timer);
  }
}
