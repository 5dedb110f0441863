namespace OneLink.Admin.Surfaces.Platform;

/// <summary>Where a person is signed in: once, within five minutes.</summary>
internal sealed record SignInLinkResponse(string Url);
