using OneLink.Admin.Access;
using OneLink.Admin.Database;
using OneLink.Admin.Inboxes;
using OneLink.Admin.Outbound;
using OneLink.Admin.Validation;

namespace OneLink.Admin.Webhooks;

/// <summary>The rules by which an account's webhooks are made and changed.</summary>
internal sealed class WebhookChanges(IDatabase database, AddressPolicy policy, TimeProvider clock)
{
    /// <summary>How secrets of the OnSync API's webhooks begin.</summary>
    public const string SecretPrefix = "whsec_";

    /// <summary>Shorter ones can be guessed from a signature.</summary>
    private const int MinSecret = 16;

    public Task<RecordOutcome<Webhook>> CreateAsync(long accountId, string surface, WebhookInput input, CancellationToken cancellationToken)
        => database.CreateCheckedAsync(
            () =>
            {
                var at = Now;
                var secret = SecretText.Secret(surface is WebhookSurface.OnSync ? SecretPrefix : "");
                return input.ApplyTo(new Webhook { Id = 0, AccountId = accountId, Surface = surface, Secret = secret, CreatedAt = at, UpdatedAt = at }, at);
            },
            CheckAsync,
            static async (scope, webhook) => webhook with { Id = await WebhookRepository.InsertAsync(scope, webhook) },
            cancellationToken);

    public Task<RecordOutcome<Webhook>> UpdateAsync(long accountId, string surface, long id, WebhookInput input, CancellationToken cancellationToken)
        => database.UpdateCheckedAsync(
            scope => WebhookRepository.FindAsync(scope, accountId, surface, id),
            before => input.ApplyTo(before, Now),
            CheckAsync,
            static (scope, _, after) => WebhookRepository.UpdateAsync(scope, after),
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

        if (webhook.Events is not { Count: > 0 } events || !events.All(webhook.Surface is WebhookSurface.OnSync ? OnSyncEvents.IsKnown : WebhookEvents.IsKnown))
        {
            errors.Add("subscriptions", RecordErrorCode.NotIncluded, "Invalid events");
        }

        TextRules.Length(errors, "secret", webhook.Secret);
        if (webhook.Surface is WebhookSurface.OnSync && webhook.Secret.Length < MinSecret)
        {
            errors.TooShort("secret", MinSecret);
        }

        if (webhook.InboxId is { } inboxId && await InboxRepository.FindAsync(scope, webhook.AccountId, inboxId) is null)
        {
            errors.MustExist("inbox_id");
        }

        return errors;
    }

    private long Now => clock.GetUtcNow().ToUnixTimeMilliseconds();
}
