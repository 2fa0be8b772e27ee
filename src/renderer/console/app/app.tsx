import { QueryClientProvider } from '@tanstack/react-query';
import { createBrowserRouter, RouterProvider } from 'react-router';
import { useMemo } from 'react';
import type { Language } from '../../../shared/words/language';
import { UiProvider } from '../../kit/ui/provider';
import { AnnouncerProvider } from './announcer';
import { routes } from './routes';
import { ServicesProvider, type Services } from './services';

interface Props {
  language: Language;
  services: Services;
}

export function App({ language, services }: Props) {
  const router = useMemo(() => createBrowserRouter(routes), []);
  return (
    <UiProvider language={language}>
      <ServicesProvider value={services}>
        <QueryClientProvider client={services.queries}>
          <AnnouncerProvider>
            <RouterProvider router={router} />
          </AnnouncerProvider>
        </QueryClientProvider>
      </ServicesProvider>
    </UiProvider>
  );
}
