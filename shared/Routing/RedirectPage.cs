namespace OneLink.Shared.Routing;

/// <summary>The body of an answer.</summary>
public enum RedirectPage : byte
{
    /// <summary>No body.</summary>
    None,

    /// <summary>The page that attempts a deep link.</summary>
    DeepLink,
    NotFound,
    Expired,
    MethodNotAllowed,

    /// <summary>The link cannot be answered now: the edge has no links yet, or cannot read this one.</summary>
    Unavailable,

    /// <summary><c>robots.txt</c>: the domain's, ready in <see cref="RedirectDecision.Body"/>, else one that keeps crawlers out.</summary>
    Robots,

    /// <summary>What crawlers that render link cards read.</summary>
    Card,

    /// <summary>Tells where the link goes (<c>slug+</c>).</summary>
    Inspection,

    /// <summary>Asks for the link's password.</summary>
    Password,

    /// <summary>Asks again.</summary>
    PasswordWrong,

    /// <summary>Too many wrong passwords from this address.</summary>
    PasswordRefused,

    /// <summary>No answer yet: the password that was given is to be compared first, then decided again.</summary>
    PasswordCheck,

    /// <summary>Asks Safari on a Mac whether it is an iPad, and goes on.</summary>
    TabletProbe,

    /// <summary><c>apple-app-site-association</c>, ready in <see cref="RedirectDecision.Body"/>.</summary>
    AppleApps,

    /// <summary><c>assetlinks.json</c>, ready in <see cref="RedirectDecision.Body"/>.</summary>
    AndroidApps,
}
