using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.HttpResults;
using OneLink.Admin.Surfaces.Errors;
using OneLink.Admin.Surfaces.Parameters;
using OneLink.Admin.Webhooks;

namespace OneLink.Admin.Surfaces.Application.Webhooks;

/// <summary>What a webhook of the account was sent, what came of it, and sending it again.</summary>
internal static class DeliveryEndpoints
{
    private const int PageSize = 50;

    /// <param name="webhook">Group of one webhook's paths, whose <c>id</c> they have.</param>
    public static void Map(IEndpointRouteBuilder webhook)
    {
        webhook.MapPost("/test", Test);
        webhook.MapGet("/deliveries", List);
        webhook.MapGet("/deliveries/{deliveryId}", Show);
        webhook.MapPost("/deliveries/{deliveryId}/redeliver", Redeliver);
    }

    internal static async Task<Results<JsonHttpResult<QueuedDelivery>, ApiErrorResult>> Test(
        HttpContext context, ApplicationCaller caller, RecordId id, WebhookRepository webhooks, DeliveryLog log)
        => await FindAsync(context, caller, id, webhooks) is { } webhook
            ? Queued(await log.TestAsync(
                webhook,
                new WebhookNotice(
                    WebhookEvents.Test,
                    new()
                    {
                        ["event"] = WebhookEvents.Test,
                        ["message"] = "This is a test.",
                        ["account"] = new JsonObject { ["id"] = caller.AccountId, ["name"] = caller.Account.Name },
                    }),
                context.RequestAborted))
            : ApplicationResults.NotFound();

    /// <summary>The newest first, of one <c>status</c> where it is given, those before <c>before</c>.</summary>
    internal static async Task<Results<JsonHttpResult<DeliveryListPayload>, ApiErrorResult>> List(
        HttpContext context, ApplicationCaller caller, RecordId id, WebhookRepository webhooks, DeliveryLog log, string? status = null, string? before = null)
    {
        if (status is { Length: > 0 } && !DeliveryRow.States.Contains(status, StringComparer.Ordinal))
        {
            return new ApiErrorResult(ApiError.Unprocessable($"status must be one of {string.Join(", ", DeliveryRow.States)}"));
        }

        var beforeId = long.MaxValue;
        if (before is { Length: > 0 } && !long.TryParse(before, NumberStyles.None, CultureInfo.InvariantCulture, out beforeId))
        {
            return new ApiErrorResult(ApiError.Unprocessable("before must be next_before of the page before"));
        }

        if (await FindAsync(context, caller, id, webhooks) is not { } webhook)
        {
            return ApplicationResults.NotFound();
        }

        // One more than a page tells whether there is another.
        var found = await log.PageAsync(webhook.Target, status is { Length: > 0 } ? status : null, beforeId, PageSize + 1, context.RequestAborted);
        var page = found.Take(PageSize).ToList();
        return TypedResults.Json(
            new DeliveryListPayload(
                page.ConvertAll(DeliveryResponse.Of),
                new DeliveryListPayload.NextPage(found.Count > PageSize ? page[^1].Id.ToString(CultureInfo.InvariantCulture) : null)),
            ApplicationJson.Relaxed.DeliveryListPayload);
    }

    internal static async Task<Results<JsonHttpResult<DeliveryResponse>, ApiErrorResult>> Show(
        HttpContext context, ApplicationCaller caller, RecordId id, string deliveryId, WebhookRepository webhooks, DeliveryLog log)
        => await FindAsync(context, caller, id, webhooks) is { } webhook && await log.FindAsync(webhook.Target, deliveryId, context.RequestAborted) is { } row
            ? TypedResults.Json(DeliveryResponse.Of(row), ApplicationJson.Relaxed.DeliveryResponse)
            : ApplicationResults.NotFound();

    internal static async Task<Results<JsonHttpResult<QueuedDelivery>, ApiErrorResult>> Redeliver(
        HttpContext context, ApplicationCaller caller, RecordId id, string deliveryId, WebhookRepository webhooks, DeliveryLog log)
        => await FindAsync(context, caller, id, webhooks) is { } webhook && await log.RedeliverAsync(webhook.Target, deliveryId, context.RequestAborted)
            ? Queued(deliveryId)
            : ApplicationResults.NotFound();

    private static Task<Webhook?> FindAsync(HttpContext context, ApplicationCaller caller, RecordId id, WebhookRepository webhooks)
        => webhooks.FindAsync(caller.AccountId, WebhookSurface.Application, id, context.RequestAborted);

    private static JsonHttpResult<QueuedDelivery> Queued(string deliveryId)
        => TypedResults.Json(new QueuedDelivery(deliveryId), ApplicationJson.Relaxed.QueuedDelivery, statusCode: StatusCodes.Status202Accepted);
}
