using System.Text.Json.Nodes;
using OneLink.Admin.Contacts;
using OneLink.Admin.Database;
using OneLink.Admin.Json;
using OneLink.Admin.Validation;

namespace OneLink.Admin.Conversations;

/// <summary>The rules by which conversations are changed and removed, whichever face asks. Ids are those of the rows.</summary>
internal sealed class ConversationChanges(IDatabase database, ConversationEdits edits)
{
    /// <summary>Gives the conversation a status; without one an open conversation is resolved, and any other opened.</summary>
    /// <param name="accountId">Whose conversation.</param>
    /// <param name="id">The conversation.</param>
    /// <param name="status">One of <see cref="ConversationStatus"/>, or null.</param>
    /// <param name="snoozedUntil">Of a snoozed one: until when; null keeps what it is.</param>
    /// <param name="takenBy">The agent who takes over what is now open; null for nobody.</param>
    /// <param name="author">Who changes it.</param>
    /// <param name="cancellationToken">Gives up waiting for the turn.</param>
    public Task<RecordOutcome<Conversation>> SetStatusAsync(
        long accountId, long id, long? status, long? snoozedUntil, long? takenBy, Author author, CancellationToken cancellationToken)
        => ChangeAsync(
            accountId,
            id,
            edit =>
            {
                edit.SetStatus(status ?? (edit.Conversation.Status == ConversationStatus.Open ? ConversationStatus.Resolved : ConversationStatus.Open));
                edit.Change(conversation => conversation with { SnoozedUntil = snoozedUntil ?? conversation.SnoozedUntil });
                if (takenBy is not null && edit.Conversation.Status == ConversationStatus.Open)
                {
                    edit.Change(conversation => conversation with { AssigneeId = takenBy, AssigneeAgentBotId = null });
                }

                return Task.CompletedTask;
            },
            author,
            cancellationToken);

    /// <summary>A bot hands a pending conversation over to people, for whom the contact waits from now on.</summary>
    public Task<RecordOutcome<Conversation>> HandOverAsync(long accountId, long id, Author author, CancellationToken cancellationToken)
        => ChangeAsync(
            accountId,
            id,
            edit =>
            {
                edit.Change(conversation => conversation with { Status = ConversationStatus.Open, WaitingSince = conversation.WaitingSince ?? edit.Now });
                return Task.CompletedTask;
            },
            author,
            cancellationToken);

    /// <param name="accountId">Whose conversation.</param>
    /// <param name="id">The conversation.</param>
    /// <param name="priority">One of <see cref="ConversationPriority"/>; null for none.</param>
    /// <param name="author">Who changes it.</param>
    /// <param name="cancellationToken">Gives up waiting for the turn.</param>
    public Task<RecordOutcome<Conversation>> SetPriorityAsync(long accountId, long id, long? priority, Author author, CancellationToken cancellationToken)
        => ChangeAsync(accountId, id, conversation => conversation with { Priority = priority }, author, cancellationToken);

    /// <summary>Makes the account's own attributes exactly these.</summary>
    public async Task<RecordOutcome<Conversation>> ReplaceAttributesAsync(
        long accountId, long id, JsonObject? attributes, Author author, CancellationToken cancellationToken)
    {
        var errors = new RecordErrors();
        ConversationRules.CheckAttributes(errors, "custom_attributes", attributes);
        return errors.Any
            ? new RecordOutcome<Conversation>(errors)
            : await ChangeAsync(accountId, id, conversation => conversation with { CustomAttributes = AttributeObject.Write(attributes) }, author, cancellationToken);
    }

    /// <summary>Assigns the conversation to a person; one who is not of the account is nobody.</summary>
    public Task<RecordOutcome<Conversation>> AssignAsync(long accountId, long id, long? userId, Author author, CancellationToken cancellationToken)
        => ChangeAsync(
            accountId,
            id,
            edit => AssignAsync(edit, userId),
            author,
            cancellationToken);

    /// <inheritdoc cref="AssignAsync(long, long, long?, Author, CancellationToken)"/>
    public static async Task AssignAsync(ConversationEdit edit, long? userId)
    {
        var assignee = userId is { } given && await ConversationRules.IsAgentAsync(edit.Scope, edit.Conversation.AccountId, given) ? userId : null;
        edit.Change(conversation => conversation with { AssigneeId = assignee, AssigneeAgentBotId = null });
    }

    /// <summary>Assigns the conversation to a bot; one that the account cannot use changes nothing.</summary>
    public Task<RecordOutcome<Conversation>> AssignBotAsync(long accountId, long id, long botId, Author author, CancellationToken cancellationToken)
        => ChangeAsync(
            accountId,
            id,
            async edit =>
            {
                if (await ConversationRules.IsBotAsync(edit.Scope, accountId, botId))
                {
                    edit.Change(conversation => conversation with { AssigneeId = null, AssigneeAgentBotId = botId });
                }
            },
            author,
            cancellationToken);

    /// <summary>Gives the conversation to a team; one that is not of the account is none. An assignee who is not in the team loses it.</summary>
    public Task<RecordOutcome<Conversation>> AssignTeamAsync(long accountId, long id, long? teamId, Author author, CancellationToken cancellationToken)
        => ChangeAsync(
            accountId,
            id,
            edit => AssignTeamAsync(edit, teamId),
            author,
            cancellationToken);

    /// <inheritdoc cref="AssignTeamAsync(long, long, long?, Author, CancellationToken)"/>
    public static async Task AssignTeamAsync(ConversationEdit edit, long? teamId)
    {
        var team = teamId is { } given && await ConversationRules.IsTeamAsync(edit.Scope, edit.Conversation.AccountId, given) ? teamId : null;
        var keepsAssignee = team is null || edit.Conversation.TeamId == team || edit.Conversation.AssigneeId is not { } assignee
            || await edit.Scope.FirstOrDefaultAsync<long?>(
                "SELECT user_id FROM team_members WHERE team_id = @team AND user_id = @assignee", new { team, assignee }) is not null;
        edit.Change(conversation => conversation with { TeamId = team, AssigneeId = keepsAssignee ? conversation.AssigneeId : null });
    }

    /// <summary>Resolves the conversation and blocks its contact.</summary>
    public Task<RecordOutcome<Conversation>> MuteAsync(long accountId, long id, Author author, CancellationToken cancellationToken)
        => ChangeAsync(
            accountId,
            id,
            MuteAsync,
            author,
            cancellationToken);

    /// <inheritdoc cref="MuteAsync(long, long, Author, CancellationToken)"/>
    public static async Task MuteAsync(ConversationEdit edit)
    {
        edit.SetStatus(ConversationStatus.Resolved);
        await BlockAsync(edit, isBlocked: true, ActivityTexts.Muted);
    }

    /// <summary>Lets the contact be heard again; the conversation stays resolved.</summary>
    public Task<RecordOutcome<Conversation>> UnmuteAsync(long accountId, long id, Author author, CancellationToken cancellationToken)
        => ChangeAsync(accountId, id, edit => BlockAsync(edit, isBlocked: false, ActivityTexts.Unmuted), author, cancellationToken);

    /// <summary>Removes the conversation with everything in it.</summary>
    /// <returns>Whether it was there.</returns>
    public Task<bool> DeleteAsync(long accountId, long id, Author author, CancellationToken cancellationToken)
        => database.WriteAsync(
            async scope =>
            {
                if (await ConversationRepository.FindAsync(scope, accountId, id) is not { } conversation)
                {
                    return false;
                }

                await ConversationRepository.DeleteAsync(scope, accountId, id);
                scope.Raise(ConversationEvents.Deleted(conversation, author.Performer));
                return true;
            },
            cancellationToken);

    private Task<RecordOutcome<Conversation>> ChangeAsync(
        long accountId, long id, Func<Conversation, Conversation> change, Author author, CancellationToken cancellationToken)
        => ChangeAsync(
            accountId,
            id,
            edit =>
            {
                edit.Change(change);
                return Task.CompletedTask;
            },
            author,
            cancellationToken);

    private Task<RecordOutcome<Conversation>> ChangeAsync(
        long accountId, long id, Func<ConversationEdit, Task> change, Author author, CancellationToken cancellationToken)
        => database.WriteAsync(
            async scope =>
            {
                if (await ConversationRepository.FindAsync(scope, accountId, id) is not { } conversation)
                {
                    return RecordOutcome<Conversation>.NotThere;
                }

                var edit = edits.Begin(scope, conversation, author);
                await change(edit);
                return new RecordOutcome<Conversation>(await edit.SaveAsync());
            },
            cancellationToken);

    private static async Task BlockAsync(ConversationEdit edit, bool isBlocked, Func<string, string> text)
    {
        var conversation = edit.Conversation;
        await ContactChanges.ChangeAsync(
            edit.Scope,
            conversation.AccountId,
            conversation.ContactId,
            contact => contact with { IsBlocked = isBlocked ? 1 : 0, UpdatedAt = edit.Now },
            edit.Author.Performer);
        if (edit.Author.Name is { } name)
        {
            edit.NoteLast(text(name));
        }
    }
}
