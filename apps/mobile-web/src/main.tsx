import '@sims/ui/tokens.css'
import '@sims/ui/base.css'
import './app/app.css'
import { restoreLargeType } from '@sims/ui'
import { QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { BrowserRouter } from 'react-router'
import { App } from './app/App.tsx'
import { Broken } from './app/Broken.tsx'
import { queries } from './shared/api.ts'

restoreLargeType()
const root = document.getElementById('root')
if (root)
  createRoot(root).render(
    <StrictMode>
      <Broken>
        <QueryClientProvider client={queries}>
          <BrowserRouter basename={import.meta.env.BASE_URL}>
            <App />
          </BrowserRouter>
        </QueryClientProvider>
      </Broken>
    </StrictMode>,
  )
