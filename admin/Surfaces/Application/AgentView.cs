using OneLink.Admin.Accounts;
using OneLink.Admin.Presence;

namespace OneLink.Admin.Surfaces.Application;

/// <summary>Gathers what is shown of the people of an account.</summary>
internal sealed class AgentView(MembershipRepository memberships, PresenceTracker presence)
{
    /// <summary>Everybody in the account, by id of the person.</summary>
    public async Task<IReadOnlyDictionary<long, AgentResponse>> OfAccountAsync(long accountId, CancellationToken cancellationToken)
        => (await ListAsync(accountId, cancellationToken)).ToDictionary(agent => agent.Id);

    /// <summary>Everybody in the account, by name.</summary>
    public async Task<IReadOnlyList<AgentResponse>> ListAsync(long accountId, CancellationToken cancellationToken)
        => [.. (await memberships.OfAccountAsync(accountId, cancellationToken)).Select(place => AgentResponse.Of(place.User, place.Membership, presence))];

    /// <summary>Those of the account's people, in the order in which they are named; who is not among them is left out.</summary>
    public async Task<IReadOnlyList<AgentResponse>> ListAsync(long accountId, IEnumerable<long> userIds, CancellationToken cancellationToken)
    {
        var everybody = await OfAccountAsync(accountId, cancellationToken);
        return [.. userIds.Select(userId => everybody.GetValueOrDefault(userId)).OfType<AgentResponse>()];
    }

    /// <summary>Those of some people who are in the account, by id of the person.</summary>
    public async Task<IReadOnlyDictionary<long, AgentResponse>> OfUsersAsync(long accountId, IReadOnlyCollection<long> userIds, CancellationToken cancellationToken)
        => (await memberships.OfUsersAsync(accountId, userIds, cancellationToken))
            .ToDictionary(place => place.User.Id, place => AgentResponse.Of(place.User, place.Membership, presence));
}
