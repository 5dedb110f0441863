using System.Text.Json.Nodes;
using OneLink.Admin.Events;
using OneLink.Admin.Realtime;
using OneLink.Admin.Surfaces.Application.Push;

namespace OneLink.Admin.Surfaces.Cable;

/// <summary>
/// Tells of conversations: the people of the inbox everything, the contact's own clients that it is there, and its status.
/// One change may be several events, as clients know them.
/// </summary>
internal sealed class ConversationBroadcasts(ConversationPush push, PerformerJson performers) : IBroadcastSource
{
    public async Task<IReadOnlyList<Broadcast>> OfAsync(LoggedEvent happened, CancellationToken cancellationToken)
    {
        if (happened.Name is EventNames.ConversationDeleted)
        {
            return await GoneAsync(happened, cancellationToken);
        }

        var (forPeople, forContact) = NamesOf(happened);
        if (forPeople.Count == 0 || await push.ConversationAsync(happened.AccountId, happened.EntityId, cancellationToken) is not { } pushed)
        {
            return [];
        }

        var data = pushed.Data;
        data["account_id"] = happened.AccountId;
        await performers.AddAsync(data, happened.Performer, cancellationToken);
        var people = Audience.OfInbox(pushed.Conversation.InboxId);
        var contacts = Audience.OfContacts(pushed.ContactInboxIds);
        return
        [
            .. forPeople.Select(name => new Broadcast(happened.AccountId, name, data, people)),
            .. forContact.Select(name => new Broadcast(happened.AccountId, name, pushed.ForContact(), contacts)),
        ];
    }

    private static (IReadOnlyList<string> ForPeople, IReadOnlyList<string> ForContact) NamesOf(LoggedEvent happened)
    {
        switch (happened.Name)
        {
            case EventNames.ConversationCreated:
                return ([EventNames.ConversationCreated], [EventNames.ConversationCreated]);
            case EventNames.ConversationRead:
                return ([EventNames.ConversationRead], []);
            case EventNames.ConversationUpdated:
                var names = new List<string>();
                if (happened.Changed("status"))
                {
                    names.Add("conversation.status_changed");
                }

                var forContact = names.Append(EventNames.ConversationUpdated).ToList();
                if (happened.Changed("assignee_id") || happened.Changed("assignee_agent_bot_id"))
                {
                    names.Add("assignee.changed");
                }

                if (happened.Changed("team_id"))
                {
                    names.Add("team.changed");
                }

                return ([.. names, EventNames.ConversationUpdated], forContact);
            default:
                return ([], []);
        }
    }

    private async Task<IReadOnlyList<Broadcast>> GoneAsync(LoggedEvent happened, CancellationToken cancellationToken)
    {
        var data = (JsonObject)happened.Data.DeepClone();
        data["account_id"] = happened.AccountId;
        await performers.AddAsync(data, happened.Performer, cancellationToken);
        return [new Broadcast(happened.AccountId, happened.Name, data, Audience.OfInbox(happened.Data["inbox_id"]!.GetValue<long>()))];
    }
}
