using OneLink.Admin.Database;
using OneLink.Admin.Events;
using OneLink.Admin.Json;

namespace OneLink.Admin.Webhooks;

/// <summary>Writes down for each event what is to be sent to whom, in the transaction that moves on behind it: each once.</summary>
internal sealed class WebhookPlanner(IEnumerable<IWebhookPayloads> payloads, DeliveryQueue queue, WebhookSignal signal) : IEventConsumer
{
    public string Name => "webhooks";

    public async Task HandleAsync(WriteScope scope, IReadOnlyList<LoggedEvent> events)
    {
        foreach (var ofAccount in events.GroupBy(happened => happened.AccountId))
        {
            var endpoints = await WebhookEndpointRepository.OfAccountAsync(scope, ofAccount.Key);
            foreach (var happened in endpoints.Count == 0 ? [] : ofAccount.AsEnumerable())
            {
                await PlanAsync(scope, happened, endpoints);
            }
        }
    }

    public void Committed() => signal.Raise();

    private async Task PlanAsync(WriteScope scope, LoggedEvent happened, IReadOnlyList<WebhookEndpoint> endpoints)
    {
        foreach (var source in payloads)
        {
            foreach (var payload in await source.OfAsync(scope, happened))
            {
                string? body = null;
                foreach (var endpoint in endpoints.Where(endpoint => endpoint.Wants(payload)))
                {
                    await queue.InsertAsync(scope, endpoint, happened.Id, payload, body ??= payload.Body.ToJsonString(RelaxedJson.Compact));
                }
            }
        }
    }
}
