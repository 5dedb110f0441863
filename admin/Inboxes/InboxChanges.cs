using OneLink.Admin.Channels;
using OneLink.Admin.Database;
using OneLink.Admin.Events;
using OneLink.Admin.Json;
using OneLink.Admin.Outbound;
using OneLink.Admin.Validation;

namespace OneLink.Admin.Inboxes;

/// <summary>The rules by which inboxes are made, changed and removed, whichever face asks.</summary>
internal sealed class InboxChanges(
    IDatabase database,
    InboxRepository inboxes,
    ChannelSetup setup,
    ChannelConnectionRepository connections,
    InboxRemovalSignal removal,
    AddressPolicy policy,
    TimeProvider clock)
{
    /// <param name="accountId">The account.</param>
    /// <param name="channel">One of <see cref="InboxChannel"/>; null, and others that are not offered to be made, for no channel.</param>
    /// <param name="input">What it is to be like.</param>
    /// <param name="performer">Who makes it.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<RecordOutcome<Inbox>> CreateAsync(
        long accountId, string? channel, InboxInput input, Performer? performer, CancellationToken cancellationToken)
    {
        if (channel is not (InboxChannel.Api or InboxChannel.WebWidget) && (channel is null || !InboxChannel.IsProvider(channel)))
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
        var prepared = errors.Any || !InboxChannel.IsProvider(channel) ? null : await setup.PrepareAsync(inbox, input.Connection!, errors, cancellationToken);
        return errors.Any
            ? new RecordOutcome<Inbox>(errors)
            : await database.WriteAsync(
                async scope =>
                {
                    var stored = prepared?.Inbox ?? inbox;
                    stored = stored with { Id = await InboxRepository.InsertAsync(scope, stored) };
                    scope.Raise(InboxEvents.Created(stored, performer));
                    return await ConnectedAsync(scope, stored, prepared, input.Connection);
                },
                cancellationToken);
    }

    public async Task<RecordOutcome<Inbox>> UpdateAsync(long accountId, long id, InboxInput input, Performer? performer, CancellationToken cancellationToken)
    {
        PreparedChannel? prepared = null;
        if (input.Connection is { IsGiven: true } wish && await inboxes.FindAsync(accountId, id, cancellationToken) is { } inbox)
        {
            var errors = InboxRules.Check(input.ApplyTo(inbox, Now), policy);
            prepared = errors.Any ? null : await setup.PrepareAsync(input.ApplyTo(inbox, Now), wish, errors, cancellationToken);
            if (errors.Any)
            {
                return new RecordOutcome<Inbox>(errors);
            }
        }

        return await database.WriteAsync(
            async scope =>
            {
                var changed = await ChangeAsync(scope, accountId, id, stored => WithPrepared(input.ApplyTo(stored, Now), prepared), performer);
                return changed.TryGet(out var after) ? await ConnectedAsync(scope, after, prepared, input.Connection) : changed;
            },
            cancellationToken);
    }

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
        => database.WriteAsync(scope => ChangeAsync(scope, accountId, id, change, performer), cancellationToken);

    private async Task<RecordOutcome<Inbox>> ChangeAsync(WriteScope scope, long accountId, long id, Func<Inbox, Inbox> change, Performer? performer)
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
    }

    /// <summary>What the provider has said of it belongs to the inbox.</summary>
    private static Inbox WithPrepared(Inbox inbox, PreparedChannel? prepared) => prepared is null
        ? inbox
        : inbox with { ChannelSettings = AttributeObject.Merge(inbox.ChannelSettings, AttributeObject.Parse(prepared.Inbox.ChannelSettings)), WebhookSecret = prepared.Inbox.WebhookSecret };

    /// <summary>Stores how the inbox is reached; another inbox of the account must not be reached in the same way.</summary>
    private async Task<RecordOutcome<Inbox>> ConnectedAsync(WriteScope scope, Inbox inbox, PreparedChannel? prepared, ChannelWish? wish)
    {
        if (prepared is null || await connections.UpsertAsync(scope, inbox, prepared.ExternalId, prepared.Credentials))
        {
            return new RecordOutcome<Inbox>(inbox);
        }

        scope.Rollback();
        var errors = new RecordErrors();
        errors.Taken(wish!.ExternalName);
        return new RecordOutcome<Inbox>(errors);
    }

    private long Now => clock.GetUtcNow().ToUnixTimeMilliseconds();
}
