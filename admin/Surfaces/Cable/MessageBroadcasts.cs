using OneLink.Admin.Events;
using OneLink.Admin.Realtime;
using OneLink.Admin.Surfaces.Application.Push;

namespace OneLink.Admin.Surfaces.Cable;

/// <summary>Tells of messages: the people of the inbox all of them, the contact's own clients what is meant for the contact.</summary>
internal sealed class MessageBroadcasts(ConversationPush push, PerformerJson performers) : IBroadcastSource
{
    public async Task<IReadOnlyList<Broadcast>> OfAsync(LoggedEvent happened, CancellationToken cancellationToken)
    {
        if (happened.Name is not (EventNames.MessageCreated or EventNames.MessageUpdated or EventNames.FirstReplyCreated)
            || await push.MessageAsync(happened.AccountId, happened.EntityId, cancellationToken) is not { } pushed)
        {
            return [];
        }

        if (happened.Data["echo_id"] is { } echo)
        {
            pushed.Data["echo_id"] = echo.DeepClone();
        }

        var data = pushed.ForPeople();
        await performers.AddAsync(data, happened.Performer, cancellationToken);
        var people = new Broadcast(happened.AccountId, happened.Name, data, Audience.OfInbox(pushed.Message.InboxId));
        return pushed.IsForContact && happened.Name is not EventNames.FirstReplyCreated
            ? [people, new Broadcast(happened.AccountId, happened.Name, pushed.ForContact(), Audience.OfContacts(pushed.Conversation.ContactInboxIds))]
            : [people];
    }
}
