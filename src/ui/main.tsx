import { render } from 'preact'
import { App } from './app.tsx'
import { sourceFromPage } from './report-source.ts'

const page = document.getElementById('page')!
sourceFromPage().then(
  (source) => render(<App source={source} />, page),
  (problem: unknown) => { page.textContent = `Dieser Bericht lässt sich nicht öffnen. · This report cannot be opened. (${String(problem)})` },
)
