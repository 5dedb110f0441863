using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.HttpResults;
using OneLink.Admin.Inboxes;
using OneLink.Admin.Surfaces.Errors;
using OneLink.Admin.Surfaces.Parameters;
using OneLink.Admin.Validation;
using OneLink.Admin.Webhooks;

namespace OneLink.Admin.Surfaces.Application.Webhooks;

/// <summary>Addresses that the account wants told of events.</summary>
internal static class WebhookEndpoints
{
    public static void Map(IEndpointRouteBuilder account)
    {
        var webhooks = account.MapGroup("/webhooks").RequireAdministrator();
        webhooks.MapGet("", List);
        webhooks.MapPost("", Create);
        webhooks.MapPut("/{id}", Update);
        webhooks.MapPatch("/{id}", Update);
        webhooks.MapDelete("/{id}", Delete);
        DeliveryEndpoints.Map(webhooks.MapGroup("/{id}"));
    }

    internal static async Task<JsonHttpResult<WebhookListPayload>> List(
        HttpContext context, ApplicationCaller caller, WebhookRepository webhooks, InboxRepository inboxes)
    {
        var byId = (await inboxes.OfAccountAsync(caller.AccountId, context.RequestAborted)).ToDictionary(inbox => inbox.Id);
        return TypedResults.Json(
            new WebhookListPayload(new WebhookListPayload.Group(
                [.. (await webhooks.OfAccountAsync(caller.AccountId, WebhookSurface.Application, context.RequestAborted))
                    .Select(webhook => WebhookResponse.Of(webhook, byId.GetValueOrDefault(webhook.InboxId ?? 0)))])),
            ApplicationJson.Relaxed.WebhookListPayload);
    }

    internal static async Task<Results<JsonHttpResult<WebhookPayload>, ApiErrorResult>> Create(
        HttpContext context, ApplicationCaller caller, RequestParameters parameters, WebhookChanges changes, InboxRepository inboxes)
        => Input(parameters, out var refusal) is { } input
            ? await AnswerAsync(await changes.CreateAsync(caller.AccountId, WebhookSurface.Application, input, context.RequestAborted), inboxes, context.RequestAborted)
            : refusal!;

    internal static async Task<Results<JsonHttpResult<WebhookPayload>, ApiErrorResult>> Update(
        HttpContext context, ApplicationCaller caller, RecordId id, RequestParameters parameters, WebhookChanges changes, WebhookSignal signal, InboxRepository inboxes)
    {
        if (Input(parameters, out var refusal) is not { } input)
        {
            return refusal!;
        }

        var outcome = await changes.UpdateAsync(caller.AccountId, WebhookSurface.Application, id, input, context.RequestAborted);

        // What has waited while it was paused goes out at once.
        signal.Raise();
        return await AnswerAsync(outcome, inboxes, context.RequestAborted);
    }

    internal static async Task<Results<Ok, ApiErrorResult>> Delete(HttpContext context, ApplicationCaller caller, RecordId id, WebhookRepository webhooks)
        => ApplicationResults.Gone(await webhooks.DeleteAsync(caller.AccountId, WebhookSurface.Application, id, context.RequestAborted));

    private static async Task<Results<JsonHttpResult<WebhookPayload>, ApiErrorResult>> AnswerAsync(
        RecordOutcome<Webhook> outcome, InboxRepository inboxes, CancellationToken cancellationToken)
    {
        if (!outcome.TryGet(out var webhook))
        {
            return ApplicationResults.Refusal(outcome);
        }

        var inbox = webhook.InboxId is { } inboxId ? await inboxes.FindAsync(webhook.AccountId, inboxId, cancellationToken) : null;
        return TypedResults.Json(new WebhookPayload(new WebhookPayload.Single(WebhookResponse.Of(webhook, inbox))), ApplicationJson.Relaxed.WebhookPayload);
    }

    private static WebhookInput? Input(RequestParameters parameters, out ApiErrorResult? refusal)
    {
        if (parameters.Under("webhook") is not { } fields)
        {
            refusal = new ApiErrorResult(ApiError.MissingParameter("webhook"));
            return null;
        }

        var read = new ParameterReader(fields, new RecordErrors());
        var input = new WebhookInput
        {
            Name = read.TextOrNull("name"),
            Url = read.Text("url"),
            Subscriptions = Subscriptions(fields.Tree, read),
            InboxId = read.Integer("inbox_id"),
            Paused = read.Flag("paused"),
        };
        refusal = read.Errors.Any ? ApplicationResults.Invalid(read.Errors) : null;
        return refusal is null ? input : null;
    }

    /// <summary>An empty list is one (and refused); null is none.</summary>
    private static Given<IReadOnlyList<string>?> Subscriptions(JsonObject fields, ParameterReader read)
        => read.Texts("subscriptions") is { IsGiven: true, Value: var names }
            ? new Given<IReadOnlyList<string>?>(IsGiven: true, fields["subscriptions"] is null ? null : names)
            : Given<IReadOnlyList<string>?>.Not;
}
