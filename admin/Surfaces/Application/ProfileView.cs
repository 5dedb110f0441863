using OneLink.Admin.Access.AccessTokens;
using OneLink.Admin.Accounts;
using OneLink.Admin.Presence;
using OneLink.Admin.Users;

namespace OneLink.Admin.Surfaces.Application;

/// <summary>Gathers what a person is shown of himself.</summary>
internal sealed class ProfileView(AccessTokenRepository tokens, MembershipRepository memberships, PresenceTracker presence)
{
    public async Task<ProfileResponse> OfAsync(User user, CancellationToken cancellationToken)
    {
        var places = await memberships.OfUserAsync(user.Id, cancellationToken);
        return ProfileResponse.Of(
            user,
            await tokens.FindTokenAsync(TokenOwner.User(user.Id), cancellationToken),
            [.. places.Select(place => ProfileAccount.Of(place.Membership, place.Account, presence))]);
    }
}
