using OneLink.Admin.Access.IntegrationKeys;
using OneLink.Admin.Channels;
using OneLink.Admin.Conversations;
using OneLink.Admin.Database;
using OneLink.Admin.Idempotency;
using OneLink.Admin.Surfaces.OnSync.Errors;
using OneLink.Admin.Validation;

namespace OneLink.Admin.Surfaces.OnSync.Messages;

/// <summary>Sends messages.</summary>
internal static class SendEndpoint
{
    public static void Map(IEndpointRouteBuilder surface) => surface.MapPost("/messaging/send", Send).RequireOnSyncScope(OnSyncScope.WriteMessages);

    internal static async Task<IResult> Send(
        HttpContext context, OnSyncCaller caller, OnSyncBody body, AddressedMessages messages, SentBefore before, IDatabase database)
    {
        var (fields, refusal) = body.Read(nullClears: false);
        if (fields is null)
        {
            return refusal!;
        }

        var wanted = SendReader.Read(fields, caller.Region);
        var (key, issue) = SentBefore.Read(context.Request, caller);
        if (issue is not null)
        {
            fields.Issues.Add(issue);
        }

        if (wanted is null || fields.Issues.Any)
        {
            return new OnSyncErrorResult(OnSyncError.Invalid(fields.Issues.All));
        }

        var fingerprint = SentBefore.FingerprintOf(body.Root);
        return await database.WriteAsync(
            async scope => key is not null && await before.FindAsync(scope, key.Value, fingerprint) is { } answered
                ? answered
                : await SendAsync(scope, caller, wanted, messages, before, key, fingerprint),
            context.RequestAborted);
    }

    private static async Task<IResult> SendAsync(
        WriteScope scope, OnSyncCaller caller, AddressedMessage wanted, AddressedMessages messages, SentBefore before, IdempotencyKey? key, byte[] fingerprint)
    {
        var outcome = await messages.SendAsync(scope, caller.AccountId, wanted);
        if (outcome.Message is not { } message)
        {
            return new OnSyncErrorResult(Refusal(outcome, wanted));
        }

        var response = new SendResponse(PublicId.Message(message.Id), new ConversationAddress(wanted.Channel, wanted.Person.SourceId).ToString(), MessageView.Queued)
        {
            TemplateWindowStatus = outcome.Window is { } window ? TemplateWindowResponse.Of(window) : null,
        };
        if (key is not null)
        {
            await before.KeepAsync(scope, key.Value, fingerprint, response);
        }

        return new OnSyncResult<SendResponse>(response, OnSyncJson.Relaxed.SendResponse, StatusCodes.Status202Accepted);
    }

    private static OnSyncError Refusal(AddressedOutcome outcome, AddressedMessage wanted)
        => outcome.HasNoInbox ? OnSyncError.Invalid([new OnSyncIssue("custom", [SendReader.Platform], $"The account has no inbox for {wanted.Channel}")])
            : outcome.IsOptedOut ? OnSyncError.OptedOut()
            : outcome.IsOutsideWindow ? OnSyncError.OutsideWindow(TemplateWindowResponse.Of(outcome.Window!))
            : OnSyncError.Invalid([.. outcome.Errors!.All.Select(IssueOf)]);

    private static OnSyncIssue IssueOf(RecordError error)
        => new(error.Code is RecordErrorCode.TooLong ? "too_big" : "custom", error.Attribute.Length == 0 ? [] : [error.Attribute], error.FullMessage);
}
