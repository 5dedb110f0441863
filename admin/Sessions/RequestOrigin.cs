namespace OneLink.Admin.Sessions;

/// <summary>Tells pages of this site from those of others, by what browsers say of themselves and no page can change.</summary>
internal static class RequestOrigin
{
    /// <summary>
    /// Whether another site's page sent this. <c>Sec-Fetch-Site</c> says it outright; browsers that do not send it, send
    /// <c>Origin</c> with what changes something, whose host is compared: the scheme is lost behind a proxy. Programs send
    /// neither, and have no cookie that they did not put there themselves.
    /// </summary>
    /// <param name="request">The request.</param>
    /// <param name="publicUrl">Where people reach this installation; null where nothing is set.</param>
    public static bool IsForeign(HttpRequest request, string? publicUrl)
    {
        if (request.Headers["Sec-Fetch-Site"].ToString() is { Length: > 0 } site)
        {
            return site is not ("same-origin" or "none");
        }

        if (request.Headers.Origin.ToString() is not { Length: > 0 } origin)
        {
            return false;
        }

        return !(Uri.TryCreate(origin, UriKind.Absolute, out var address)
            && (IsHost(address, new HostString(request.Host.Value ?? "")) || (publicUrl is not null && string.Equals(origin, publicUrl, StringComparison.OrdinalIgnoreCase))));
    }

    private static bool IsHost(Uri origin, HostString host)
        => string.Equals(origin.Authority, host.Value, StringComparison.OrdinalIgnoreCase)
            || (origin.IsDefaultPort && host.Port is 80 or 443 && string.Equals(origin.Host, host.Host, StringComparison.OrdinalIgnoreCase));
}
