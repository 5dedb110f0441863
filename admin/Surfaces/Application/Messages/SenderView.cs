using OneLink.Admin.AgentBots;
using OneLink.Admin.Contacts;
using OneLink.Admin.Messages;
using OneLink.Admin.Users;

namespace OneLink.Admin.Surfaces.Application.Messages;

/// <summary>Gathers who sent messages, in a fixed number of queries for any number of them.</summary>
internal sealed class SenderView(AgentView agents, UserRepository users, AgentBotRepository bots, ContactRepository contacts)
{
    /// <summary>By kind and id; nobody for those who are gone.</summary>
    public async Task<IReadOnlyDictionary<(string Kind, long Id), SenderResponse>> OfAsync(
        long accountId, IEnumerable<Message> messages, CancellationToken cancellationToken)
    {
        var ids = messages.Where(message => message is { SenderKind: not null, SenderId: not null })
            .Select(message => (Kind: message.SenderKind!, Id: message.SenderId!.Value)).Distinct()
            .ToLookup(sender => sender.Kind, sender => sender.Id, StringComparer.Ordinal);
        var senders = new Dictionary<(string, long), SenderResponse>();
        var userIds = ids[SenderKind.User].ToList();
        foreach (var (id, agent) in await agents.OfUsersAsync(accountId, userIds, cancellationToken))
        {
            senders[(SenderKind.User, id)] = SenderResponse.Of(agent);
        }

        foreach (var user in await users.FindAsync([.. userIds.Where(id => !senders.ContainsKey((SenderKind.User, id)))], cancellationToken))
        {
            senders[(SenderKind.User, user.Id)] = SenderResponse.Of(user);
        }

        foreach (var bot in await bots.FindAsync([.. ids[SenderKind.AgentBot]], cancellationToken))
        {
            senders[(SenderKind.AgentBot, bot.Id)] = SenderResponse.Of(bot);
        }

        foreach (var contact in await contacts.FindAsync(accountId, [.. ids[SenderKind.Contact]], cancellationToken))
        {
            senders[(SenderKind.Contact, contact.Id)] = SenderResponse.Of(contact);
        }

        return senders;
    }
}
