// MindAR's image tracking under node: its own detector, matcher, estimator and features; its WebGL programs of
// the tracker written out for the processor, as node has no WebGL. Its warm-up and One-Euro filter are left out:
// each pose is shown on the frame that it came from.
// stdin: a line of JSON, then as many bytes as it says; stdout: a line of JSON for each.
import { createRequire } from "node:module";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const home = process.argv[2];
const require = createRequire(`${home}/package.json`);
const tf = require("@tensorflow/tfjs");
await tf.setBackend("cpu");
const part = (name) => import(pathToFileURL(`${home}/node_modules/mind-ar/src/image-target/${name}.js`).href);
await part("detector/kernels/cpu/index");
const { CropDetector } = await part("detector/crop-detector");
const { Matcher } = await part("matching/matcher");
const { Estimator } = await part("estimation/estimator");
const { CompilerBase } = await part("compiler-base");
const { extractTrackingFeatures } = await part("tracker/extract-utils");
const { buildTrackingImageList } = await part("image-list");
const { buildModelViewProjectionTransform, computeScreenCoordiate } = await part("estimation/utils");

const TEMPLATE = 6, SEARCH = 10, SIMILAR = 0.8, KEYFRAME = 1; // tracker.js's constants

class Compiler extends CompilerBase {
  createProcessCanvas(image) {
    const rgba = new Uint8Array(image.width * image.height * 4);
    image.gray.forEach((value, k) => rgba.fill(value, 4 * k, 4 * k + 3));
    return { getContext: () => ({ drawImage() {}, getImageData: () => ({ data: rgba }) }) };
  }
  async compileTrack({ targetImages }) {
    return targetImages.map((image) => extractTrackingFeatures(buildTrackingImageList(image), () => {}));
  }
}

class Tracker {
  constructor(keyframe, K, width, height) {
    Object.assign(this, { keyframe, K, width, height });
  }

  // the keyframe as it would look flat, looked up in the frame where the last pose puts it
  flattened(frame, M) {
    const { width, height, scale } = this.keyframe;
    const flat = new Float32Array(width * height);
    for (let row = 0; row < height; row++) {
      for (let column = 0; column < width; column++) {
        const at = computeScreenCoordiate(M, column / scale, row / scale);
        const x = Math.floor(at.x + 0.5), y = Math.floor(at.y + 0.5);
        const inside = x >= 0 && y >= 0 && x < this.width && y < this.height;
        flat[row * width + column] = inside ? frame[y * this.width + x] : 0;
      }
    }
    return flat;
  }

  // normalised cross-correlation of one template with the flattened frame
  similarity(flat, cx, cy, sx, sy) {
    const { width, data } = this.keyframe;
    let point = 0, point2 = 0, marker = 0, marker2 = 0, both = 0;
    for (let dy = -TEMPLATE; dy <= TEMPLATE; dy++) {
      for (let dx = -TEMPLATE; dx <= TEMPLATE; dx++) {
        const m = data[(cy + dy) * width + cx + dx], p = flat[(sy + dy) * width + sx + dx];
        point += p; point2 += p * p; marker += m; marker2 += m * m; both += p * m;
      }
    }
    const count = (2 * TEMPLATE + 1) ** 2;
    const spread = Math.sqrt(point2 - (point / count) * point) * Math.sqrt(marker2 - (marker / count) * marker);
    return spread > 1e-6 ? (both - (point / count) * marker) / spread : -3;
  }

  track(frame, last) {
    const M = buildModelViewProjectionTransform(this.K, last);
    const flat = this.flattened(frame, M);
    const { width, height, scale, points } = this.keyframe;
    const worldCoords = [], screenCoords = [];
    for (const point of points) {
      const cx = Math.trunc(point.x), cy = Math.trunc(point.y);
      let best = -9, bx = 0, by = 0;
      for (let dy = -SEARCH; dy <= SEARCH; dy++) {
        for (let dx = -SEARCH; dx <= SEARCH; dx++) {
          const sx = cx + dx, sy = cy + dy;
          const out = sx < TEMPLATE || sy < TEMPLATE || sx >= width - TEMPLATE || sy >= height - TEMPLATE;
          const value = out ? -2 : this.similarity(flat, cx, cy, sx, sy);
          if (value > best) [best, bx, by] = [value, dx, dy];
        }
      }
      if (best <= SIMILAR) continue;
      screenCoords.push(computeScreenCoordiate(M, (point.x + bx) / scale, (point.y + by) / scale));
      worldCoords.push({ x: point.x / scale, y: point.y / scale, z: 0 });
    }
    return { worldCoords, screenCoords };
  }
}

let session = null;

async function begin({ K, width, height, target, compiled }, gray) {
  const compiler = new Compiler();
  if (existsSync(compiled)) compiler.importData(readFileSync(compiled));
  else {
    await compiler.compileImageTargets([{ ...target, gray }], () => {});
    writeFileSync(compiled, compiler.exportData());
  }
  const { matchingData, trackingData } = compiler.data[0];
  session = {
    width, height, matchingData, pose: null,
    detector: new CropDetector(width, height),
    matcher: new Matcher(width, height),
    estimator: new Estimator(K),
    tracker: new Tracker(trackingData[KEYFRAME], K, width, height),
  };
  return { ready: true };
}

function see(frame) {
  const s = session;
  if (s.pose === null) {
    s.pose = tf.tidy(() => {
      const input = tf.tensor(frame, [s.height, s.width], "float32");
      const { featurePoints } = s.detector.detectMoving(input);
      const { keyframeIndex, screenCoords, worldCoords } = s.matcher.matchDetection(s.matchingData, featurePoints);
      return keyframeIndex === -1 ? null : s.estimator.estimate({ screenCoords, worldCoords });
    }) ?? null;
  }
  if (s.pose !== null) {
    const { worldCoords, screenCoords } = s.tracker.track(frame, s.pose);
    const initialModelViewTransform = s.pose;
    s.pose = worldCoords.length < 4 ? null
      : s.estimator.refineEstimate({ initialModelViewTransform, worldCoords, screenCoords });
  }
  return s.pose;
}

let waiting = Buffer.alloc(0);
let header = null;
for await (const chunk of process.stdin) {
  waiting = waiting.length ? Buffer.concat([waiting, chunk]) : chunk;
  for (;;) {
    if (header === null) {
      const end = waiting.indexOf(10);
      if (end < 0) break;
      header = JSON.parse(waiting.subarray(0, end).toString());
      waiting = waiting.subarray(end + 1);
    }
    if (waiting.length < header.bytes) break;
    const bytes = new Uint8Array(waiting.subarray(0, header.bytes));
    waiting = waiting.subarray(header.bytes);
    const begun = process.cpuUsage();
    const answer = header.begin ? await begin(header.begin, bytes) : { pose: see(bytes) };
    const used = process.cpuUsage(begun);
    console.log(JSON.stringify({ ...answer, ms: (used.user + used.system) / 1000 }));
    header = null;
  }
}
