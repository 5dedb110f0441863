using OneLink.Admin.Users;

namespace OneLink.Admin.Surfaces.Platform;

/// <summary>A person's token for the Application API. It does not expire.</summary>
internal sealed record UserTokenResponse(string? AccessToken, string? Expiry, UserTokenResponse.TokenUser User)
{
    public static UserTokenResponse Of(User user, string? accessToken)
        => new(accessToken, Expiry: null, new TokenUser(user.Id, user.Name, user.DisplayName, user.Email, user.PubsubToken));

    /// <summary>Whose it is.</summary>
    internal sealed record TokenUser(long Id, string Name, string? DisplayName, string Email, string PubsubToken);
}
