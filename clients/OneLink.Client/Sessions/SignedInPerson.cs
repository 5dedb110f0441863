namespace OneLink.Client.Sessions;

/// <summary>Who is signed in.</summary>
public sealed record SignedInPerson
{
    public required PersonInSession User { get; init; }

    /// <summary>The person's, the one last worked in first.</summary>
    public required IReadOnlyList<AccountOfPerson> Accounts { get; init; }

    /// <summary>Sent back with whatever changes something; <see cref="SessionsClient"/> does so itself.</summary>
    public required string CsrfToken { get; init; }

    public required Session Session { get; init; }
}
