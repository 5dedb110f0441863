namespace OneLink.Client.Sessions;

/// <summary>Who signs in: by a password, or by the token of a sign-in link.</summary>
public sealed record SignInInput
{
    public required string Email { get; init; }

    public string? Password { get; init; }

    /// <summary>Beside a password, of a person who is asked for one-time codes: the device's, or a recovery code.</summary>
    public string? Code { get; init; }

    /// <summary>In the place of a password: works once, for five minutes.</summary>
    public string? SsoAuthToken { get; init; }
}
