// Where the files of this version of the page lie.
export const asset = (name) => `${document.documentElement.dataset.assets}/${name}`;
