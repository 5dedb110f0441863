using OneLink.Admin.Access;
using OneLink.Admin.Database;
using OneLink.Admin.Inboxes;
using OneLink.Admin.Outbound;
using OneLink.Admin.Validation;

namespace OneLink.Admin.Webhooks;

/// <summary>The rules by which an account's webhooks are made and changed.</summary>
internal sealed class WebhookChanges(IDatabase database, AddressPolicy policy, TimeProvider clock)
{
    public Task<RecordOutcome<Webhook>> CreateAsync(long accountId, WebhookInput input, CancellationToken cancellationToken)
        => database.WriteAsync(
            async scope =>
            {
                var at = clock.GetUtcNow().ToUnixTimeMilliseconds();
                var webhook = input.ApplyTo(new Webhook { Id = 0, AccountId = accountId, Secret = SecretText.Secret(""), CreatedAt = at, UpdatedAt = at }, at);
                var errors = await CheckAsync(scope, webhook);
                return errors.Any
                    ? new RecordOutcome<Webhook>(errors)
                    : new RecordOutcome<Webhook>(webhook with { Id = await WebhookRepository.InsertAsync(scope, webhook) });
            },
            cancellationToken);

    public Task<RecordOutcome<Webhook>> UpdateAsync(long accountId, long id, WebhookInput input, CancellationToken cancellationToken)
        => database.WriteAsync(
            async scope =>
            {
                if (await WebhookRepository.FindAsync(scope, accountId, id) is not { } before)
                {
                    return RecordOutcome<Webhook>.NotThere;
                }

                var after = input.ApplyTo(before, clock.GetUtcNow().ToUnixTimeMilliseconds());
                var errors = await CheckAsync(scope, after);
                if (errors.Any)
                {
                    return new RecordOutcome<Webhook>(errors);
                }

                await WebhookRepository.UpdateAsync(scope, after);
                return new RecordOutcome<Webhook>(after);
            },
            cancellationToken);

    private async Task<RecordErrors> CheckAsync(WriteScope scope, Webhook webhook)
    {
        var errors = new RecordErrors();
        TextRules.Length(errors, "name", webhook.Name);
        if (webhook.Url.Length > OutboundUrl.MaxLength)
        {
            errors.TooLong("url", OutboundUrl.MaxLength);
        }
        else if (!OutboundUrl.MayBeCalled(webhook.Url, policy))
        {
            errors.Invalid("url");
        }
        else if (await WebhookRepository.IsTakenAsync(scope, webhook))
        {
            errors.Taken("url");
        }

        if (webhook.Events is not { Count: > 0 } events || !events.All(WebhookEvents.IsKnown))
        {
            errors.Add("subscriptions", RecordErrorCode.NotIncluded, "Invalid events");
        }

        if (webhook.InboxId is { } inboxId && await InboxRepository.FindAsync(scope, webhook.AccountId, inboxId) is null)
        {
            errors.MustExist("inbox_id");
        }

        return errors;
    }
}
