import { createBrowserRouter } from 'react-router'
import { Gate } from './Gate.tsx'
import { HomeRedirect } from './HomeRedirect.tsx'
import { PageFault } from './PageFault.tsx'
import { Shell } from './Shell.tsx'

/** Every address of the staff web; each page is fetched when it is first opened. */
export const router = createBrowserRouter([
  {
    ErrorBoundary: PageFault,
    HydrateFallback: () => null,
    children: [
      { path: '/sign-in', lazy: async () => ({ Component: (await import('../features/session/SignIn.tsx')).SignIn }) },
      { path: '/setup', lazy: async () => ({ Component: (await import('../features/setup/Setup.tsx')).Setup }) },
      {
        Component: Gate,
        children: [
          {
            Component: Shell,
            children: [
              {
                ErrorBoundary: PageFault,
                children: [
                  { index: true, Component: HomeRedirect },
                  { path: 'home', lazy: async () => ({ Component: (await import('../features/home/Home.tsx')).Home }) },
                  {
                    path: 'requests',
                    lazy: async () => ({ Component: (await import('./DeskPage.tsx')).DeskPage }),
                    children: [
                      {
                        path: 'new',
                        lazy: async () => ({ Component: (await import('../features/intake/Intake.tsx')).Intake }),
                      },
                      {
                        path: ':id',
                        lazy: async () => ({
                          Component: (await import('../features/requests/RequestRecord.tsx')).RequestRecord,
                        }),
                      },
                    ],
                  },
                  {
                    path: 'orders',
                    lazy: async () => ({ Component: (await import('../features/orders/Orders.tsx')).Orders }),
                    children: [
                      {
                        path: ':id',
                        lazy: async () => ({
                          Component: (await import('../features/orders/OrderRecord.tsx')).OrderRecord,
                        }),
                      },
                    ],
                  },
                  {
                    path: 'permits',
                    lazy: async () => ({ Component: (await import('../features/permits/Permits.tsx')).Permits }),
                  },
                  {
                    path: 'customers',
                    lazy: async () => ({ Component: (await import('../features/customers/Customers.tsx')).Customers }),
                    children: [
                      {
                        path: ':id',
                        lazy: async () => ({
                          Component: (await import('../features/customers/CustomerRecord.tsx')).CustomerRecord,
                        }),
                      },
                    ],
                  },
                  {
                    path: 'residencies',
                    lazy: async () => ({
                      Component: (await import('../features/customers/Residencies.tsx')).Residencies,
                    }),
                  },
                  {
                    path: 'premises/:id',
                    lazy: async () => ({
                      Component: (await import('../features/customers/HouseholdPage.tsx')).HouseholdPage,
                    }),
                  },
                  {
                    path: 'registers/:register?',
                    lazy: async () => ({ Component: (await import('../features/registers/Registers.tsx')).Registers }),
                    children: [
                      {
                        path: ':id',
                        lazy: async () => ({
                          Component: (await import('../features/registers/RegisterRecord.tsx')).RegisterRecord,
                        }),
                      },
                    ],
                  },
                  { path: 'duty', lazy: async () => ({ Component: (await import('../features/duty/Duty.tsx')).Duty }) },
                  {
                    path: 'staff',
                    lazy: async () => ({ Component: (await import('../features/staff/Staff.tsx')).Staff }),
                  },
                  {
                    path: 'statistics',
                    lazy: async () => ({
                      Component: (await import('../features/statistics/ProcessFigures.tsx')).ProcessFigures,
                    }),
                  },
                  {
                    path: 'statistics/clocks',
                    lazy: async () => ({
                      Component: (await import('../features/statistics/ClockReport.tsx')).ClockReport,
                    }),
                  },
                  {
                    path: 'rules',
                    lazy: async () => ({ Component: (await import('../features/rules/Rules.tsx')).Rules }),
                  },
                  {
                    path: 'rules/:id',
                    lazy: async () => ({ Component: (await import('../features/rules/RulePage.tsx')).RulePage }),
                  },
                  {
                    path: 'imports',
                    lazy: async () => ({ Component: (await import('../features/imports/Imports.tsx')).Imports }),
                  },
                  {
                    path: 'imports/:id',
                    lazy: async () => ({ Component: (await import('../features/imports/ImportPage.tsx')).ImportPage }),
                  },
                  {
                    path: 'interfaces',
                    lazy: async () => ({
                      Component: (await import('../features/interfaces/Interfaces.tsx')).Interfaces,
                    }),
                  },
                  {
                    path: 'messages',
                    lazy: async () => ({ Component: (await import('../features/messages/Outbox.tsx')).Outbox }),
                  },
                  {
                    path: 'messages/channels',
                    lazy: async () => ({ Component: (await import('../features/messages/Gateways.tsx')).Gateways }),
                  },
                  {
                    path: 'backups',
                    lazy: async () => ({ Component: (await import('../features/backups/Backups.tsx')).Backups }),
                  },
                  { path: '*', lazy: async () => ({ Component: (await import('./NotFound.tsx')).NotFound }) },
                ],
              },
            ],
          },
        ],
      },
    ],
  },
])
