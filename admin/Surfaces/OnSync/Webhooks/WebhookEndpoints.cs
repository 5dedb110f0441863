using System.Globalization;
using OneLink.Admin.Access;
using OneLink.Admin.Access.IntegrationKeys;
using OneLink.Admin.Surfaces.OnSync.Errors;
using OneLink.Admin.Validation;
using OneLink.Admin.Webhooks;

namespace OneLink.Admin.Surfaces.OnSync.Webhooks;

/// <summary>Addresses that are told of events, and what became of each delivery.</summary>
internal static class WebhookEndpoints
{
    private const int DefaultLimit = 50;
    private const int MaxLimit = 200;
    private const string Surface = WebhookSurface.OnSync;

    private static readonly OnSyncErrorResult NotThere = new(OnSyncError.NotFound("The account has no such webhook."));
    private static readonly OnSyncErrorResult NoDelivery = new(OnSyncError.NotFound("The webhook has no such delivery; they are kept for seven days."));

    public static void Map(IEndpointRouteBuilder webhooks)
    {
        webhooks.MapGet("", List).RequireOnSyncScope(OnSyncScope.ReadWebhooks);
        webhooks.MapGet("/{id}", Show).RequireOnSyncScope(OnSyncScope.ReadWebhooks);
        webhooks.MapGet("/{id}/deliveries", Deliveries).RequireOnSyncScope(OnSyncScope.ReadWebhooks);
        webhooks.MapGet("/{id}/deliveries/{deliveryId}", Delivery).RequireOnSyncScope(OnSyncScope.ReadWebhooks);
        webhooks.MapPost("", Create).RequireOnSyncScope(OnSyncScope.WriteWebhooks);
        webhooks.MapPatch("/{id}", Update).RequireOnSyncScope(OnSyncScope.WriteWebhooks);
        webhooks.MapDelete("/{id}", Delete).RequireOnSyncScope(OnSyncScope.WriteWebhooks);
        webhooks.MapPost("/{id}/test", Test).RequireOnSyncScope(OnSyncScope.WriteWebhooks);
        webhooks.MapPost("/{id}/rotate", Rotate).RequireOnSyncScope(OnSyncScope.WriteWebhooks);
        webhooks.MapPost("/{id}/redeliver", RedeliverFailed).RequireOnSyncScope(OnSyncScope.WriteWebhooks);
        webhooks.MapPost("/{id}/deliveries/{deliveryId}/redeliver", Redeliver).RequireOnSyncScope(OnSyncScope.WriteWebhooks);
    }

    internal static async Task<OnSyncResult<WebhookListResponse>> List(
        HttpContext context, WebhookCaller caller, WebhookRepository webhooks, DeliveryLog log, TimeProvider clock)
    {
        var all = await webhooks.OfAccountAsync(caller.AccountId, Surface, context.RequestAborted);
        var stats = await log.StatsAsync(all.Select(webhook => webhook.Target), context.RequestAborted);
        var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        return new OnSyncResult<WebhookListResponse>(
            new WebhookListResponse(all.ConvertAll(webhook => WebhookResponse.Of(webhook, stats.GetValueOrDefault(webhook.Target.ToString(), DeliveryStats.None), now))),
            OnSyncJson.Relaxed.WebhookListResponse);
    }

    internal static async Task<IResult> Show(
        HttpContext context, WebhookCaller caller, string id, WebhookRepository webhooks, DeliveryLog log, TimeProvider clock)
        => await FindAsync(context, caller, id, webhooks) is { } webhook ? await AnswerAsync(context, webhook, secret: null, log, clock) : NotThere;

    internal static async Task<IResult> Create(
        HttpContext context, WebhookCaller caller, OnSyncBody body, WebhookChanges changes, DeliveryLog log, TimeProvider clock)
        => WebhookReader.Read(body, isNew: true, out var refusal) is { } input
            ? await AnswerAsync(
                context, await changes.CreateAsync(caller.AccountId, Surface, input, context.RequestAborted), showsSecret: true, log, clock, StatusCodes.Status201Created)
            : refusal!;

    internal static async Task<IResult> Update(
        HttpContext context, WebhookCaller caller, string id, OnSyncBody body, WebhookChanges changes, WebhookSignal signal, DeliveryLog log, TimeProvider clock)
    {
        if (WebhookReader.Read(body, isNew: false, out var refusal) is not { } input)
        {
            return refusal!;
        }

        var outcome = await changes.UpdateAsync(caller.AccountId, Surface, PublicId.WebhookOf(id), input, context.RequestAborted);

        // What has waited goes out at once.
        signal.Raise();
        return await AnswerAsync(context, outcome, input.Secret.IsGiven, log, clock);
    }

    internal static async Task<IResult> Delete(HttpContext context, WebhookCaller caller, string id, WebhookRepository webhooks)
        => await webhooks.DeleteAsync(caller.AccountId, Surface, PublicId.WebhookOf(id), context.RequestAborted)
            ? new OnSyncResult<RemovedResponse>(new RemovedResponse(id), OnSyncJson.Relaxed.RemovedResponse)
            : NotThere;

    /// <summary>Gives it another secret; for a day deliveries are signed with the one before as well.</summary>
    internal static async Task<IResult> Rotate(HttpContext context, WebhookCaller caller, string id, WebhookChanges changes, DeliveryLog log, TimeProvider clock)
        => await AnswerAsync(
            context,
            await changes.UpdateAsync(
                caller.AccountId, Surface, PublicId.WebhookOf(id), new WebhookInput { Secret = SecretText.Secret(WebhookChanges.SecretPrefix) }, context.RequestAborted),
            showsSecret: true,
            log,
            clock);

    internal static async Task<IResult> Test(HttpContext context, WebhookCaller caller, string id, WebhookRepository webhooks, DeliveryLog log)
        => await FindAsync(context, caller, id, webhooks) is { } webhook
            ? Queued(
                await log.TestAsync(
                    webhook,
                    new WebhookNotice(
                        OnSyncEvents.Test,
                        new() { ["message"] = "This is a test.", ["webhookId"] = PublicId.Webhook(webhook.Id), ["orgId"] = PublicId.Org(caller.AccountId) })
                    {
                        Surface = Surface,
                    },
                    context.RequestAborted),
                count: 1)
            : NotThere;

    internal static async Task<IResult> Deliveries(HttpContext context, WebhookCaller caller, string id, WebhookRepository webhooks, DeliveryLog log)
    {
        var query = new QueryReader(context.Request.Query);
        var limit = query.Limit(DefaultLimit, MaxLimit);
        var state = query.Text("status");
        if (state is not null && !DeliveryRow.States.Contains(state, StringComparer.Ordinal))
        {
            query.Issues.NotAnOption(["status"], DeliveryRow.States, state);
        }

        var before = long.MaxValue;
        if (query.Text("cursor") is { } cursor && !long.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out before))
        {
            query.Issues.Custom(["cursor"], "Invalid cursor: send nextCursor of the page before");
        }

        if (query.Issues.Any)
        {
            return new OnSyncErrorResult(OnSyncError.Invalid(query.Issues.All));
        }

        if (await FindAsync(context, caller, id, webhooks) is not { } webhook)
        {
            return NotThere;
        }

        // One more than a page tells whether there is another.
        var found = await log.PageAsync(webhook.Target, state, before, limit + 1, context.RequestAborted);
        var page = found.Take(limit).ToList();
        return new OnSyncResult<DeliveryListResponse>(
            new DeliveryListResponse(page.ConvertAll(DeliveryResponse.Of), found.Count > limit ? page[^1].Id.ToString(CultureInfo.InvariantCulture) : null),
            OnSyncJson.Relaxed.DeliveryListResponse);
    }

    internal static async Task<IResult> Delivery(HttpContext context, WebhookCaller caller, string id, string deliveryId, WebhookRepository webhooks, DeliveryLog log)
        => await FindAsync(context, caller, id, webhooks) is not { } webhook ? NotThere
            : await log.FindAsync(webhook.Target, deliveryId, context.RequestAborted) is { } row
                ? new OnSyncResult<DeliveryDetailResponse>(DeliveryDetailResponse.Of(row), OnSyncJson.Relaxed.DeliveryDetailResponse)
            : NoDelivery;

    internal static async Task<IResult> Redeliver(HttpContext context, WebhookCaller caller, string id, string deliveryId, WebhookRepository webhooks, DeliveryLog log)
        => await FindAsync(context, caller, id, webhooks) is not { } webhook ? NotThere
            : await log.RedeliverAsync(webhook.Target, deliveryId, context.RequestAborted) ? Queued(deliveryId, count: 1)
            : NoDelivery;

    internal static async Task<IResult> RedeliverFailed(HttpContext context, WebhookCaller caller, string id, WebhookRepository webhooks, DeliveryLog log)
        => await FindAsync(context, caller, id, webhooks) is { } webhook
            ? Queued(deliveryId: null, await log.RedeliverFailedAsync(webhook.Target, context.RequestAborted))
            : NotThere;

    private static Task<Webhook?> FindAsync(HttpContext context, WebhookCaller caller, string id, WebhookRepository webhooks)
        => webhooks.FindAsync(caller.AccountId, Surface, PublicId.WebhookOf(id), context.RequestAborted);

    private static OnSyncResult<QueuedResponse> Queued(string? deliveryId, int count)
        => new(new QueuedResponse { DeliveryId = deliveryId, Queued = count }, OnSyncJson.Relaxed.QueuedResponse, StatusCodes.Status202Accepted);

    private static async Task<IResult> AnswerAsync(
        HttpContext context, RecordOutcome<Webhook> outcome, bool showsSecret, DeliveryLog log, TimeProvider clock, int status = StatusCodes.Status200OK)
        => outcome.TryGet(out var webhook) ? await AnswerAsync(context, webhook, showsSecret ? webhook.Secret : null, log, clock, status)
            : outcome.Errors is { } errors ? WebhookReader.Refusal(errors)
            : NotThere;

    private static async Task<IResult> AnswerAsync(
        HttpContext context, Webhook webhook, string? secret, DeliveryLog log, TimeProvider clock, int status = StatusCodes.Status200OK)
    {
        var stats = await log.StatsAsync([webhook.Target], context.RequestAborted);
        var shown = WebhookResponse.Of(webhook, stats.GetValueOrDefault(webhook.Target.ToString(), DeliveryStats.None), clock.GetUtcNow().ToUnixTimeMilliseconds());
        return new OnSyncResult<WebhookResponse>(shown with { Secret = secret }, OnSyncJson.Relaxed.WebhookResponse, status);
    }
}
