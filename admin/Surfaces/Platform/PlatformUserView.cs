using OneLink.Admin.Access.AccessTokens;
using OneLink.Admin.Accounts;
using OneLink.Admin.Users;

namespace OneLink.Admin.Surfaces.Platform;

/// <summary>Gathers what platform apps are shown of a person.</summary>
internal sealed class PlatformUserView(AccessTokenRepository tokens, MembershipRepository memberships)
{
    public async Task<PlatformUserResponse> OfAsync(User user, CancellationToken cancellationToken)
        => PlatformUserResponse.Of(
            user,
            await tokens.FindTokenAsync(TokenOwner.User(user.Id), cancellationToken),
            [.. (await memberships.OfUserAsync(user.Id, cancellationToken)).Select(place => new PlatformUserResponse.UserAccount(
                place.Account.Id, place.Account.Name, ApiTime.Iso(place.Membership.ActiveAt), place.Membership.Role))]);
}
