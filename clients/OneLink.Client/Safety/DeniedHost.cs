namespace OneLink.Client.Safety;

/// <summary>A host that the account's links may not lead to.</summary>
/// <param name="Host">With everything below it.</param>
/// <param name="Applied">Whether the links that led there before have been stopped.</param>
/// <param name="CreatedAt">Since when it is denied.</param>
public sealed record DeniedHost(string Host, bool Applied, DateTimeOffset CreatedAt);
