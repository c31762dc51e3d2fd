import { ApiFailure, csrfHeader, isProblem } from "../api/client";
import type { components } from "../api/schema";

type Uploaded = components["schemas"]["Uploaded"];

// A file goes up as it is; XMLHttpRequest, since fetch does not tell how far it has come.
export function upload(file: File, onProgress: (share: number) => void, signal: AbortSignal): Promise<Uploaded> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", `/api/uploads?name=${encodeURIComponent(file.name.slice(0, 200))}`);
    request.responseType = "json";
    request.setRequestHeader("Content-Type", "application/octet-stream");
    for (const [name, value] of Object.entries(csrfHeader())) request.setRequestHeader(name, value);
    request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0);
    request.onload = () => {
      if (request.status === 201) resolve(request.response as Uploaded);
      else reject(new ApiFailure(request.status, isProblem(request.response) ? request.response : {}));
    };
    request.onerror = () => reject(new ApiFailure(0, { kind: "network" }));
    request.onabort = () => reject(new ApiFailure(0, { kind: "cancelled" }));
    signal.addEventListener("abort", () => request.abort());
    request.send(file);
  });
}
