using System.Text.Json.Nodes;
using OneLink.Admin.Assignment;
using OneLink.Admin.Channels.Sending;
using OneLink.Admin.Database;
using OneLink.Admin.Json;
using OneLink.Admin.LinkClicks;
using OneLink.Admin.LinkClicks.Joining;
using OneLink.Admin.LinkClicks.Tracking;
using OneLink.Admin.Messages;
using OneLink.Admin.Surveys;

namespace OneLink.Admin.Conversations;

/// <summary>
/// One conversation while a transaction changes it. Changes and messages gather here; <see cref="SaveAsync"/> writes down
/// what happened as activity messages, stores the row once and raises one event. What is opened, or comes to a team, is given
/// to somebody on the way. <see cref="ConversationEdits"/> begins it.
/// </summary>
internal sealed class ConversationEdit(WriteScope scope, Conversation stored, Author author, long now, bool isNew, AutoAssignment assignment, TrackedLinks links)
{
    private readonly Conversation _before = stored;
    private long? _lastTime;
    private bool _isReopenedByMessage;
    private bool _isAutoAssigned;
    private string? _last;

    public WriteScope Scope => scope;

    public Author Author => author;

    /// <summary>Unix milliseconds.</summary>
    public long Now => now;

    /// <summary>As it is going to be.</summary>
    public Conversation Conversation { get; private set; } = stored;

    public void Change(Func<Conversation, Conversation> change) => Conversation = change(Conversation);

    public void SetStatus(long status) => Change(conversation => conversation with { Status = status });

    /// <summary>The contact has written: whoever said so, it was not that person who opened it again.</summary>
    public void ReopenForMessage(long status)
    {
        SetStatus(status);
        _isReopenedByMessage = true;
    }

    /// <summary>Adds a message to the end of the conversation.</summary>
    /// <param name="message">Its id and times are given here.</param>
    /// <param name="echoId">Told with the event.</param>
    public async Task<Message> AppendAsync(Message message, string? echoId = null)
    {
        _lastTime ??= await MessageRepository.LastTimeAsync(scope, Conversation.Id);
        var at = Math.Max(now, _lastTime.Value + 1);
        _lastTime = at;
        var filled = await MessageVariables.FillAsync(scope, Conversation, message);
        var tracked = await links.TrackAsync(scope, Conversation, author, filled, now);
        var dated = tracked.Message with { CreatedAt = at, UpdatedAt = at };
        var added = dated with { Id = await MessageRepository.InsertAsync(scope, dated) };
        foreach (var link in tracked.LinkIds)
        {
            await LinkRecipients.SetMessageAsync(scope, link, added.Id);
        }

        await SendQueue.AddAsync(scope, added);
        scope.Raise(MessageEvents.Created(added, echoId, author.Performer));
        Change(conversation => conversation with
        {
            LastActivityAt = at,
            LastMessageId = added.Id,
            LastNonActivityMessageId = added.IsActivity ? conversation.LastNonActivityMessageId : added.Id,
            LastIncomingAt = added.IsIncoming ? at : conversation.LastIncomingAt,
        });
        return added;
    }

    /// <summary>Writes down that something happened.</summary>
    public Task<Message> NoteAsync(string text) => AppendAsync(Unwritten(MessageType.Activity, text));

    /// <summary>Says something in the account's name that nobody has written.</summary>
    public Task<Message> AppendTemplateAsync(
        string content, string contentType = MessageContentType.Text, JsonObject? contentAttributes = null, JsonObject? additionalAttributes = null)
        => AppendAsync(Unwritten(MessageType.Template, content) with
        {
            ContentType = contentType,
            ContentAttributes = AttributeObject.Write(contentAttributes),
            AdditionalAttributes = AttributeObject.Write(additionalAttributes),
        });

    /// <summary>Writes down that something happened, after what <see cref="SaveAsync"/> finds changed.</summary>
    public void NoteLast(string text) => _last = text;

    /// <summary>Gives it to whose turn it is, where somebody is free.</summary>
    /// <param name="isForTeam">See <see cref="AutoAssignment.NextAgentAsync"/>.</param>
    public async Task AssignNextAsync(bool isForTeam)
    {
        if (await assignment.NextAgentAsync(scope, Conversation, isForTeam) is { } agent)
        {
            Change(conversation => conversation with { AssigneeId = agent });
            _isAutoAssigned = true;
        }
    }

    public async Task<Conversation> SaveAsync()
    {
        await AssignAsync();
        if (Conversation.AssigneeId is { } assignee && (isNew || assignee != _before.AssigneeId))
        {
            await ConversationParticipants.JoinAsync(scope, Conversation, assignee, now);
        }

        if (Conversation.Status != _before.Status && Conversation.Status == ConversationStatus.Resolved)
        {
            Change(conversation => conversation with { WaitingSince = null });
        }

        if (Conversation.Status != ConversationStatus.Snoozed)
        {
            Change(conversation => conversation with { SnoozedUntil = null });
        }

        foreach (var text in await ActivitiesAsync())
        {
            await NoteAsync(text);
        }

        if (!isNew && Conversation.Status == ConversationStatus.Resolved && _before.Status != ConversationStatus.Resolved)
        {
            await SurveyOffer.AddAsync(this);
            await ConversationClicks.ResolveAsync(scope, Conversation, DateTimeOffset.FromUnixTimeMilliseconds(now));
        }

        if (Conversation != _before)
        {
            Change(conversation => conversation with { UpdatedAt = Math.Max(now, conversation.LastActivityAt) });
            await ConversationRepository.UpdateAsync(scope, Conversation);
            scope.Raise(ConversationEvents.Updated(_before, Conversation, author.Performer));
        }

        return Conversation;
    }

    /// <summary>What nobody can take now waits; what is taken back from somebody by hand does not.</summary>
    private async Task AssignAsync()
    {
        var isOpened = Conversation.Status == ConversationStatus.Open && (isNew || _before.Status != ConversationStatus.Open);
        var hasNewTeam = Conversation.TeamId is not null && Conversation.TeamId != _before.TeamId;
        if ((isOpened || hasNewTeam) && Conversation.AssigneeAgentBotId is null && (Conversation.AssigneeId is null || (isOpened && await IsLeftBehindAsync())))
        {
            await AssignNextAsync(hasNewTeam);
        }

        var awaits = Conversation is { Status: ConversationStatus.Open, AssigneeId: null, AssigneeAgentBotId: null };
        Change(conversation => conversation with
        {
            AwaitsAssigneeSince = !awaits ? null : conversation.AwaitsAssigneeSince ?? (isOpened || hasNewTeam ? now : null),
        });
    }

    /// <summary>Whether it comes back to somebody who had it and works in the inbox no more.</summary>
    private async Task<bool> IsLeftBehindAsync()
        => Conversation.AssigneeId is { } assignee && assignee == _before.AssigneeId
            && await scope.FirstOrDefaultAsync<long?>(
                "SELECT user_id FROM inbox_members WHERE inbox_id = @InboxId AND user_id = @assignee", new { Conversation.InboxId, assignee }) is null;

    private async Task<List<string>> ActivitiesAsync()
    {
        var texts = new List<string>();
        if (Conversation.Status != _before.Status && StatusText() is { } status)
        {
            texts.Add(status);
        }

        if (author.Name is not { } name)
        {
            if (_isAutoAssigned)
            {
                texts.Add(await AutoAssignedTextAsync());
            }

            return texts;
        }

        if (Conversation.Priority != _before.Priority)
        {
            texts.Add(ActivityTexts.Priority(name, ConversationPriority.Name(_before.Priority), ConversationPriority.Name(Conversation.Priority)));
        }

        if (Conversation.TeamId != _before.TeamId)
        {
            texts.Add(await TeamTextAsync(name));
        }
        else if (_isAutoAssigned)
        {
            texts.Add(await AutoAssignedTextAsync());
        }
        else if (Conversation.AssigneeId != _before.AssigneeId || Conversation.AssigneeAgentBotId != _before.AssigneeAgentBotId)
        {
            texts.Add(await AssigneeTextAsync(name));
        }

        if (_last is not null)
        {
            texts.Add(_last);
        }

        return texts;
    }

    private Message Unwritten(long type, string content) => new()
    {
        Id = 0,
        AccountId = Conversation.AccountId,
        InboxId = Conversation.InboxId,
        ConversationId = Conversation.Id,
        MessageType = type,
        Content = content,
        CreatedAt = now,
        UpdatedAt = now,
    };

    private string? StatusText() => _isReopenedByMessage
        ? Conversation.Status == ConversationStatus.Open ? ActivityTexts.ReopenedByMessage : null
        : ActivityTexts.Status(author, Conversation.Status);

    private async Task<string> TeamTextAsync(string name)
    {
        var team = await scope.FirstOrDefaultAsync<string>(
            "SELECT name FROM teams WHERE id = @id", new { id = Conversation.TeamId ?? _before.TeamId }) ?? "";
        return (Conversation.TeamId, Conversation.AssigneeId) switch
        {
            (null, _) => ActivityTexts.TeamUnassigned(name, team),
            (_, { } assignee) when assignee != _before.AssigneeId => ActivityTexts.AssignedViaTeam(name, await UserNameAsync(assignee), team),
            _ => ActivityTexts.Assigned(name, team),
        };
    }

    private async Task<string> AutoAssignedTextAsync() => ActivityTexts.Assigned(Author.AutomationName, await UserNameAsync(Conversation.AssigneeId!.Value));

    private async Task<string> AssigneeTextAsync(string name) => Conversation switch
    {
        { AssigneeId: { } id } when author.Performer is { Kind: Events.Performer.User } by && by.Id == id => ActivityTexts.SelfAssigned(name),
        { AssigneeId: { } id } => ActivityTexts.Assigned(name, await UserNameAsync(id)),
        { AssigneeAgentBotId: { } id } => ActivityTexts.Assigned(
            name, await scope.FirstOrDefaultAsync<string>("SELECT name FROM agent_bots WHERE id = @id", new { id }) ?? ""),
        _ => ActivityTexts.Unassigned(name),
    };

    private async Task<string> UserNameAsync(long id) => await scope.FirstOrDefaultAsync<string>("SELECT name FROM users WHERE id = @id", new { id }) ?? "";
}
