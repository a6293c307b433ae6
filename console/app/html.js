// The only module that imports the rendering libraries: Preact, and htm for templates without JSX.
import { createContext, h, render, Fragment } from "preact";
import htm from "htm";

export const html = htm.bind(h);
export { createContext, render, Fragment };
export { useCallback, useContext, useEffect, useId, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
