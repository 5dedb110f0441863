using OneLink.Admin.Contacts;
using OneLink.Admin.Database;
using OneLink.Admin.Inboxes;
using OneLink.Admin.Json;
using OneLink.Admin.Messages;
using OneLink.Admin.Validation;

namespace OneLink.Admin.Conversations;

/// <summary>The rules by which conversations are begun, whichever face asks.</summary>
internal sealed class ConversationStarter(IDatabase database, ContactInboxes contactInboxes, ConversationEdits edits, TimeProvider clock)
{
    /// <summary>Begins a conversation with a contact in an inbox, of which the contact may be new.</summary>
    /// <param name="contact">Of the inbox's account.</param>
    /// <param name="inbox">Of the contact's account.</param>
    /// <param name="sourceId">By which the inbox is to know the contact; null or blank: as it does already, else as its channel would.</param>
    /// <param name="input">The conversation.</param>
    /// <param name="first">A message to begin it with; null for none.</param>
    /// <param name="author">Who begins it.</param>
    /// <param name="cancellationToken">Gives up waiting for the turn.</param>
    public Task<RecordOutcome<Conversation>> StartAsync(
        Contact contact, Inbox inbox, string? sourceId, ConversationInput input, MessageInput? first, Author author, CancellationToken cancellationToken)
        => database.WriteAsync(
            async scope =>
            {
                if (string.IsNullOrWhiteSpace(sourceId) && await ContactInboxRepository.LastAsync(scope, contact.AccountId, contact.Id, inbox.Id) is { } known)
                {
                    return await StartAsync(scope, inbox, known, input, first, author);
                }

                var added = await contactInboxes.AddAsync(scope, contact, inbox, sourceId);
                return added.TryGet(out var row)
                    ? await StartAsync(scope, inbox, row, input, first, author)
                    : new RecordOutcome<Conversation>(added.Errors!);
            },
            cancellationToken);

    /// <summary>As above, with a contact as the inbox knows it.</summary>
    public Task<RecordOutcome<Conversation>> StartAsync(
        Inbox inbox, ContactInbox contactInbox, ConversationInput input, MessageInput? first, Author author, CancellationToken cancellationToken)
        => database.WriteAsync(scope => StartAsync(scope, inbox, contactInbox, input, first, author), cancellationToken);

    /// <summary>Begins a conversation inside the caller's transaction, which is taken back where this fails.</summary>
    public async Task<RecordOutcome<Conversation>> StartAsync(
        WriteScope scope, Inbox inbox, ContactInbox contactInbox, ConversationInput input, MessageInput? first, Author author)
    {
        var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        var accountId = inbox.AccountId;
        var errors = ConversationRules.Check(input);
        if (input.AssigneeId is { } assignee && !await ConversationRules.IsAgentAsync(scope, accountId, assignee))
        {
            errors.MustExist("assignee_id");
        }

        if (input.TeamId is { } team && !await ConversationRules.IsTeamAsync(scope, accountId, team))
        {
            errors.MustExist("team_id");
        }

        if (errors.Any)
        {
            scope.Rollback();
            return new RecordOutcome<Conversation>(errors);
        }

        var locked = inbox.LocksToSingleConversation == 0
            ? null
            : await ConversationRepository.LastOfContactInboxAsync(scope, accountId, contactInbox.Id);
        var edit = edits.Begin(scope, locked ?? await InsertAsync(scope, inbox, contactInbox, input, author, now), author, isNew: locked is null);
        if (locked is null)
        {
            edit.Change(conversation => conversation with { AssigneeId = input.AssigneeId, TeamId = input.TeamId });
        }

        if (first is not null)
        {
            var composed = await MessageComposer.AddAsync(edit, inbox, first);
            if (composed.Errors is { } refused)
            {
                scope.Rollback();
                return new RecordOutcome<Conversation>(refused);
            }
        }

        return new RecordOutcome<Conversation>(await edit.SaveAsync());
    }

    private static async Task<Conversation> InsertAsync(
        WriteScope scope, Inbox inbox, ContactInbox contactInbox, ConversationInput input, Author author, long now)
    {
        var status = await StatusAsync(scope, inbox, contactInbox, input);
        var conversation = new Conversation
        {
            Id = 0,
            AccountId = inbox.AccountId,
            InboxId = inbox.Id,
            ContactId = contactInbox.ContactId,
            ContactInboxId = contactInbox.Id,
            DisplayId = await ConversationRepository.NextDisplayIdAsync(scope, inbox.AccountId),
            Uuid = Guid.CreateVersion7(DateTimeOffset.FromUnixTimeMilliseconds(now)).ToString(),
            Status = status,
            SnoozedUntil = status == ConversationStatus.Snoozed ? input.SnoozedUntil : null,
            AdditionalAttributes = AttributeObject.Write(input.AdditionalAttributes),
            CustomAttributes = AttributeObject.Write(input.CustomAttributes),
            WaitingSince = status == ConversationStatus.Resolved ? null : now,
            LastActivityAt = now,
            CreatedAt = now,
            UpdatedAt = now,
        };
        var stored = conversation with { Id = await ConversationRepository.InsertAsync(scope, conversation) };
        scope.Raise(ConversationEvents.Created(stored, author.Performer));
        return stored;
    }

    /// <summary>Whoever is blocked gets no agent's attention; where a bot answers, it answers first.</summary>
    private static async Task<long> StatusAsync(WriteScope scope, Inbox inbox, ContactInbox contactInbox, ConversationInput input)
        => await ContactRepository.FindAsync(scope, inbox.AccountId, contactInbox.ContactId) is { Blocked: true } ? ConversationStatus.Resolved
            : inbox.AgentBotId is not null ? ConversationStatus.Pending
            : input.Status ?? ConversationStatus.Open;
}
