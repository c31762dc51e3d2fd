import Graph from "graphology";
import { useEffect, useMemo, useRef, useState } from "react";
import Sigma from "sigma";
import { nextMark, Readout } from "../marks/cursor";
import { useWidth } from "../marks/size";
import { isUnsure, memberLabel, memberName } from "../members/names";
import type { NetworkData } from "../report/data";
import { usePrinting } from "../scheme/printing";
import { useScheme } from "../scheme/scheme";
import { plain } from "../words/text";
import { useViewWords, type ViewTexts } from "../words/view_words";
import { GraphStill } from "./graph_still";

interface GraphViewProps {
  network: NetworkData;
  chosen: { member: number | null; pair: [number, number] | null };
  onMember: (member: number) => void;
  onPair: (pair: [number, number]) => void;
}

const HEIGHT = 380;

// Who with whom, live: one WebGL graph at a time, ended when it leaves the page. Without WebGL it is a still picture.
export function GraphView({ network, chosen, onMember, onPair }: GraphViewProps) {
  const { ref, width } = useWidth<HTMLDivElement>();
  const scheme = useScheme();
  const words = useViewWords();
  const place = useRef<HTMLDivElement>(null);
  const sigma = useRef<Sigma | null>(null);
  const [failed, setFailed] = useState(false);
  const printing = usePrinting();
  const still = failed || printing;
  const [cursor, setCursor] = useState<number | null>(null);
  const graph = useMemo(() => makeGraph(network), [network]);
  const act = useRef({ onMember, onPair });
  act.current = { onMember, onPair };

  // biome-ignore lint/correctness/useExhaustiveDependencies: another scheme needs other colours, so a new drawing
  useEffect(() => {
    if (!place.current || still) return;
    try {
      const made = draw(graph, place.current);
      made.on("clickNode", ({ node }) => act.current.onMember(Number(node)));
      made.on("clickEdge", ({ edge }) => act.current.onPair(graph.extremities(edge).map(Number) as [number, number]));
      made.on("enterNode", ({ node }) => setCursor(Number(node)));
      made.on("leaveNode", () => setCursor(null));
      sigma.current = made;
    } catch {
      setFailed(true);
    }
    return () => {
      sigma.current?.kill();
      sigma.current = null;
    };
  }, [graph, scheme, still]);

  useOneFingerScroll(place, still);
  useEffect(() => {
    if (sigma.current) highlight(sigma.current, cursor, chosen, colours(place.current));
  });

  const onKeyDown = (event: React.KeyboardEvent) => {
    const way = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key] as [
      number,
      number,
    ];
    const marks = network.members.x.map((x, member) => ({ x: x * 100, y: network.members.y[member] * 100 }));
    if (way) setCursor(cursor === null ? 0 : nextMark(marks, cursor, way, 1.5));
    else if (event.key === "Enter" && cursor !== null) onMember(cursor);
    else if (event.key === "+" || event.key === "-") zoom(sigma.current, event.key === "+" ? 0.67 : 1.5);
    else if (event.key === "0") sigma.current?.getCamera().animatedReset({ duration: 0 });
    else return;
    event.preventDefault();
  };
  const said = cursor === null ? "" : sayMember(network, cursor, words.graph);
  const label = words.graph.label(network.members.account_id.length, network.pairs.a.length);
  return (
    <figure className="graph" ref={ref}>
      {still ? (
        <GraphStill network={network} width={width} height={HEIGHT} />
      ) : (
        <div
          ref={place}
          className="graph-place"
          style={{ height: HEIGHT }}
          role="application"
          aria-label={label}
          aria-describedby="graph-readout"
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a picture that answers to keys
          tabIndex={0}
          onKeyDown={onKeyDown}
          onBlur={() => setCursor(null)}
        />
      )}
      {!still && (
        <div className="buttons">
          <button type="button" className="quiet" onClick={() => zoom(sigma.current, 0.67)}>
            {words.span.closer}
          </button>
          <button type="button" className="quiet" onClick={() => zoom(sigma.current, 1.5)}>
            {words.span.wider}
          </button>
          <button
            type="button"
            className="quiet"
            onClick={() => sigma.current?.getCamera().animatedReset({ duration: 0 })}
          >
            {words.span.all}
          </button>
        </div>
      )}
      <Readout
        id="graph-readout"
        said={said}
        hint={failed ? words.graph.still : hintOf(network, graph.size, words.graph)}
      />
    </figure>
  );
}

// One finger scrolls the page, two move and zoom the graph: else nobody on a phone gets past it.
function useOneFingerScroll(place: React.RefObject<HTMLDivElement | null>, still: boolean): void {
  useEffect(() => {
    const element = place.current;
    if (!element || still) return;
    let scrolling = false;
    const onTouch = (event: TouchEvent) => {
      if (event.touches.length > 1) return;
      if (event.type === "touchstart") {
        scrolling = false;
        event.preventDefault = () => {}; // sigma would forbid the page to scroll
      } else {
        scrolling ||= event.type === "touchmove";
        if (scrolling) event.stopPropagation(); // and take the end of it for a tap
      }
    };
    const types = ["touchstart", "touchmove", "touchend", "touchcancel"] as const;
    for (const type of types) element.addEventListener(type, onTouch, { capture: true, passive: true });
    return () => {
      for (const type of types) element.removeEventListener(type, onTouch, { capture: true });
    };
  }, [place, still]);
}

function hintOf(network: NetworkData, drawn: number, words: ViewTexts["graph"]): string {
  const pairs = network.pairs.a.length;
  const pale = network.members.confidence.some(isUnsure) ? ` ${words.paler}` : "";
  const some = drawn < pairs ? ` ${words.strongest(drawn, pairs)}` : "";
  return `${words.hint}${pale}${some}`;
}

function sayMember({ members }: NetworkData, member: number, words: ViewTexts["graph"]): string {
  const name = plain(memberName(members, member), 40);
  return words.member(name, members.occasions[member], members.partners[member]);
}

const MOST_EDGES = 2500; // more lines fill the picture and say nothing

function makeGraph(network: NetworkData): Graph {
  const { members, pairs } = network;
  const graph = new Graph({ type: "undirected", multi: false });
  const most = Math.max(1, ...members.occasions);
  const many = members.x.length;
  members.x.forEach((x, member) => {
    const share = Math.sqrt(members.occasions[member] / most);
    const size = (many > 300 ? 1.5 : many > 60 ? 2.5 : 4) + (many > 60 ? 4 : 6) * share;
    graph.addNode(member, {
      x,
      y: 1 - members.y[member],
      size,
      unsure: isUnsure(members.confidence[member]),
      label: memberLabel(members, member, members.handle[member] ? 16 : 9),
    });
  });
  const strongest = pairs.shared.map((_, pair) => pair).sort((p, q) => pairs.shared[q] - pairs.shared[p] || p - q);
  const largest = Math.max(1, pairs.shared[strongest[0]] ?? 1);
  for (const pair of strongest.slice(0, MOST_EDGES).reverse()) {
    const share = pairs.shared[pair] / largest;
    const [a, b] = [pairs.a[pair], pairs.b[pair]];
    if (a !== b) graph.mergeEdge(a, b, { size: 0.4 + (pairs.a.length > 500 ? 1.5 : 3.5) * share, share });
  }
  return graph;
}

function draw(graph: Graph, place: HTMLElement): Sigma {
  const { seen, ink, paper } = colours(place);
  const font = getComputedStyle(place).fontFamily;
  return new Sigma(graph, place, {
    defaultNodeColor: seen,
    labelFont: font,
    labelSize: 12,
    labelDensity: 0.6,
    labelRenderedSizeThreshold: graph.order > 100 ? 6 : 3,
    enableEdgeEvents: true,
    zIndex: true,
    stagePadding: 28,
    minCameraRatio: 0.02,
    maxCameraRatio: 3,
    defaultDrawNodeHover: () => {},
    defaultDrawNodeLabel: (context, node) => {
      if (!node.label) return;
      context.font = `12px ${font}`;
      const width = context.measureText(node.label).width;
      const right = node.x + node.size + 4;
      const x = right + width > place.clientWidth ? node.x - node.size - 4 - width : right;
      context.lineJoin = "round";
      context.lineWidth = 3;
      context.strokeStyle = paper;
      context.strokeText(node.label, x, node.y + 4);
      context.fillStyle = ink;
      context.fillText(node.label, x, node.y + 4);
    },
    allowInvalidContainer: true,
  });
}

function zoom(sigma: Sigma | null, factor: number): void {
  const camera = sigma?.getCamera();
  if (camera) camera.setState({ ratio: Math.min(3, Math.max(0.02, camera.ratio * factor)) });
}

function highlight(
  sigma: Sigma,
  cursor: number | null,
  chosen: GraphViewProps["chosen"],
  { seen, pale, faint, ink, edge }: ReturnType<typeof colours>,
): void {
  const graph = sigma.getGraph();
  const centre = cursor ?? chosen.member;
  const pair = chosen.pair?.map(String);
  const near = centre === null ? null : new Set([String(centre), ...graph.neighbors(centre)]);
  const inPair = (node: string) => pair?.includes(node) ?? false;
  sigma.setSetting("nodeReducer", (node, data) => {
    if (inPair(node)) return { ...data, color: ink, forceLabel: true, zIndex: 2 };
    if (near && !near.has(node)) return { ...data, color: faint, label: null };
    return { ...data, color: data.unsure ? pale : seen, forceLabel: node === String(centre), zIndex: 1 };
  });
  sigma.setSetting("edgeReducer", (name, data) => {
    const [a, b] = graph.extremities(name);
    if (inPair(a) && inPair(b)) return { ...data, color: ink, size: data.size + 1, zIndex: 2 };
    if (near && a !== String(centre) && b !== String(centre)) return { ...data, hidden: true };
    return { ...data, color: near ? seen : edge(data.share, graph.size) };
  });
}

// Sigma wants plain colours: each token as the browser computes it in this scheme.
function colours(place: HTMLElement | null) {
  const probe = document.createElement("span");
  (place ?? document.body).append(probe);
  const channels = (token: string): number[] => {
    probe.style.color = `var(${token})`;
    return (getComputedStyle(probe).color.match(/[\d.]+/g) ?? []).slice(0, 3).map(Number);
  };
  const [seen, paper, ink, faint] = ["--seen", "--paper", "--ink", "--chance-soft"].map(channels);
  probe.remove();
  const mixed = (strength: number) =>
    rgb(seen.map((channel, at) => Math.round(channel * strength + paper[at] * (1 - strength))));
  // A stronger pair stands out more; the more lines, the fainter each.
  const edge = (share: number, edges: number) => {
    const strength = Math.min(1, (edges > 1500 ? 0.08 : edges > 300 ? 0.16 : 0.26) + 0.5 * share);
    return mixed(strength);
  };
  return { seen: rgb(seen), pale: mixed(0.6), paper: rgb(paper), ink: rgb(ink), faint: rgb(faint), edge };
}

function rgb(channels: number[]): string {
  return `rgb(${channels.join(", ")})`;
}
