namespace OneLink.Admin.Sessions;

/// <summary>What a page starts from: who is signed in, where, and the token that it sends with what it changes.</summary>
/// <param name="User">The person.</param>
/// <param name="Accounts">The person's, the one last worked in first.</param>
/// <param name="CsrfToken">For <c>X-CSRF-Token</c>.</param>
/// <param name="Session">This browser's.</param>
internal sealed record SessionResponse(SessionUser User, IReadOnlyList<SessionAccount> Accounts, string CsrfToken, SessionItem Session);
