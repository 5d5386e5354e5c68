// Calls across to the worker and back; where no worker may start, the store runs beside the page.

/** Lets a store answer messages {number, name, values}. */
export function answer(port, store) {
  port.addEventListener("message", async ({ data: { number, name, values } }) => {
    try {
      port.postMessage({ number, result: await store[name](...values) });
    } catch (error) {
      port.postMessage({ number, failure: String(error) });
    }
  });
}

/** A far store: each method gives a promise. What a worker that cannot run leaves open, the near store answers. */
function call(worker, near) {
  const waiting = new Map();
  let [last, broken] = [0, false];
  worker.addEventListener("message", ({ data: { number, result, failure } }) => {
    const { resolve, reject } = waiting.get(number);
    waiting.delete(number);
    if (failure) {
      reject(new Error(failure));
    } else {
      resolve(result);
    }
  });
  worker.addEventListener("error", () => {
    broken = true;
    waiting.forEach(({ name, values, resolve, reject }) => near[name](...values).then(resolve, reject));
    waiting.clear();
  });
  const send = (name) => (...values) => new Promise((resolve, reject) => {
    if (broken) {
      near[name](...values).then(resolve, reject);
      return;
    }
    last += 1;
    waiting.set(last, { name, values, resolve, reject });
    worker.postMessage({ number: last, name, values });
  });
  return Object.fromEntries(Object.keys(near).map((name) => [name, send(name)]));
}

/** A store in a worker started from its source, or the given one where no worker may start. */
export function farStore(source, near) {
  try {
    return call(new Worker(URL.createObjectURL(new Blob([source], { type: "text/javascript" }))), near);
  } catch {
    return near;
  }
}
