using OneLink.Admin.Database;
using OneLink.Admin.Events;
using OneLink.Admin.Json;
using OneLink.Admin.Outbound;
using OneLink.Admin.Validation;

namespace OneLink.Admin.Inboxes;

/// <summary>The rules by which inboxes are made, changed and removed, whichever face asks.</summary>
internal sealed class InboxChanges(IDatabase database, InboxRepository inboxes, InboxRemovalSignal removal, AddressPolicy policy, TimeProvider clock)
{
    /// <param name="accountId">The account.</param>
    /// <param name="channel">One of <see cref="InboxChannel"/>; null, and others that are not offered to be made, for no channel.</param>
    /// <param name="input">What it is to be like.</param>
    /// <param name="performer">Who makes it.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<RecordOutcome<Inbox>> CreateAsync(
        long accountId, string? channel, InboxInput input, Performer? performer, CancellationToken cancellationToken)
        => database.WriteAsync(
            async scope =>
            {
                if (channel is not (InboxChannel.Api or InboxChannel.WebWidget))
                {
                    var refusal = new RecordErrors();
                    refusal.MustExist("channel");
                    return new RecordOutcome<Inbox>(refusal);
                }

                var at = Now;
                var blank = Inbox.New(accountId, "", channel, at);
                var inbox = input.ApplyTo(
                    channel is InboxChannel.WebWidget ? blank with { ChannelSettings = AttributeObject.Write(WebWidgetSettings.Default()) } : blank, at);
                var errors = InboxRules.Check(inbox, policy);
                if (errors.Any)
                {
                    return new RecordOutcome<Inbox>(errors);
                }

                inbox = inbox with { Id = await InboxRepository.InsertAsync(scope, inbox) };
                scope.Raise(InboxEvents.Created(inbox, performer));
                return new RecordOutcome<Inbox>(inbox);
            },
            cancellationToken);

    public Task<RecordOutcome<Inbox>> UpdateAsync(long accountId, long id, InboxInput input, Performer? performer, CancellationToken cancellationToken)
        => ChangeAsync(accountId, id, inbox => input.ApplyTo(inbox, Now), performer, cancellationToken);

    /// <summary>Gives an API inbox another secret for its webhook; the old one signs nothing from then on.</summary>
    public Task<RecordOutcome<Inbox>> ResetSecretAsync(long accountId, long id, Performer? performer, CancellationToken cancellationToken)
        => ChangeAsync(accountId, id, inbox => inbox with { WebhookSecret = Inbox.NewSecret(), UpdatedAt = Now }, performer, cancellationToken);

    /// <param name="accountId">The account.</param>
    /// <param name="id">Of the inbox.</param>
    /// <param name="botId">A bot that the account can use; null for none.</param>
    /// <param name="performer">Who connects it.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<RecordOutcome<Inbox>> ConnectBotAsync(long accountId, long id, long? botId, Performer? performer, CancellationToken cancellationToken)
        => ChangeAsync(accountId, id, inbox => inbox with { AgentBotId = botId, UpdatedAt = Now }, performer, cancellationToken);

    /// <returns>Whether it was there; its conversations are removed in the background.</returns>
    public async Task<bool> DeleteAsync(long accountId, long id, CancellationToken cancellationToken)
    {
        var wasThere = await inboxes.MarkDeletedAsync(accountId, id, Now, cancellationToken);
        removal.Raise();
        return wasThere;
    }

    private Task<RecordOutcome<Inbox>> ChangeAsync(
        long accountId, long id, Func<Inbox, Inbox> change, Performer? performer, CancellationToken cancellationToken)
        => database.WriteAsync(
            async scope =>
            {
                if (await InboxRepository.FindAsync(scope, accountId, id) is not { } before)
                {
                    return RecordOutcome<Inbox>.NotThere;
                }

                var after = change(before);
                var errors = InboxRules.Check(after, policy);
                if (errors.Any)
                {
                    return new RecordOutcome<Inbox>(errors);
                }

                await InboxRepository.UpdateAsync(scope, after);
                scope.Raise(InboxEvents.Updated(before, after, performer));
                return new RecordOutcome<Inbox>(after);
            },
            cancellationToken);

    private long Now => clock.GetUtcNow().ToUnixTimeMilliseconds();
}
