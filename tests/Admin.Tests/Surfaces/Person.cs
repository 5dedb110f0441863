using OneLink.Admin.Users;

namespace OneLink.Admin.Tests.Surfaces;

/// <summary>A person, or a bot, with a token and a client that sends it.</summary>
internal sealed record Person(User User, string Token, HttpClient Client);
