namespace OneLink.Admin.Dashboard;

/// <summary>What browsers are told about pages of the dashboard: scripts, styles and answers come from here alone, and nobody frames them but whom an account has named.</summary>
internal static class PageHeaders
{
    /// <summary>
    /// No <c>unsafe-inline</c>, and nothing from elsewhere. Pictures are also made by the page itself: <c>blob:</c> for QR
    /// codes, which are asked for with headers that an address cannot carry.
    /// </summary>
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; media-src 'self'; connect-src 'self'; font-src 'self'; manifest-src 'self'; "
        + "base-uri 'none'; form-action 'none'; frame-ancestors ";

    /// <param name="response">The page's.</param>
    /// <param name="ancestors">Origins whose pages may frame it, see <see cref="Accounts.FrameAncestors"/>.</param>
    public static void Set(HttpResponse response, IReadOnlyList<string> ancestors)
    {
        var headers = response.Headers;
        headers.ContentSecurityPolicy = Policy + (ancestors.Count > 0 ? string.Join(' ', ancestors) : "'none'");
        if (ancestors.Count == 0)
        {
            // For browsers that do not know the policy. It cannot name several sites, and those that know both heed the policy.
            headers.XFrameOptions = "DENY";
        }

        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=()";
    }
}
