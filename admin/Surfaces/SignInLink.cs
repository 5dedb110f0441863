using OneLink.Admin.Dashboard;
using OneLink.Admin.Hosting;
using OneLink.Admin.Users;

namespace OneLink.Admin.Surfaces;

/// <summary>The address that signs a person in: <c>…/app/login?email=…&amp;sso_auth_token=…</c>.</summary>
internal static class SignInLink
{
    /// <param name="request">Names the host where no public address is set.</param>
    /// <param name="settings">With the public address.</param>
    /// <param name="user">Whom it lets in.</param>
    /// <param name="token">See <see cref="SignInTokens"/>.</param>
    /// <param name="embeddedAccountId">Whose pages in a frame of another site's it leads to; null for a window of its own.</param>
    public static string Of(HttpRequest request, AdminSettings settings, User user, string token, long? embeddedAccountId = null)
    {
        var here = settings.PublicUrl ?? $"{request.Scheme}://{request.Host}";
        var pages = embeddedAccountId is { } id ? EmbeddedPages.PathOf(id) : DashboardEndpoints.Root;
        return $"{here}{pages}login?email={Uri.EscapeDataString(user.Email)}&sso_auth_token={token}";
    }
}
