using OneLink.Client.Http;
using OneLink.Client.Json;

namespace OneLink.Client.Sessions;

/// <summary>
/// A person's sessions, for programs that stand in for a browser; all others use an API key. The session is a cookie of the
/// HTTP client that carries the calls: one that keeps none stays signed out.
/// </summary>
public sealed class SessionsClient
{
    private const string Own = "/session";
    private const string All = "/sessions";
    private const string Codes = "/totp";

    private readonly ApiConnection _connection;
    private string? _csrfToken;

    internal SessionsClient(ApiConnection connection) => _connection = connection;

    public async Task<SignedInPerson> SignInAsync(SignInInput input, CancellationToken cancellationToken = default)
        => Remember(await _connection.SendAsync(
            ApiCall.Post(Own, input, ClientJson.Default.SignInInput) with { IdempotencyKey = null, IsPublic = true }, ClientJson.Default.SignedInPerson, cancellationToken).ConfigureAwait(false));

    /// <summary>Who is signed in.</summary>
    public async Task<SignedInPerson> GetAsync(CancellationToken cancellationToken = default)
        => Remember(await _connection.SendAsync(ApiCall.Get(Own) with { IsPublic = true }, ClientJson.Default.SignedInPerson, cancellationToken).ConfigureAwait(false));

    public Task SignOutAsync(CancellationToken cancellationToken = default) => DeleteAsync(Own, cancellationToken);

    /// <summary>Where the person is signed in, the session used last first.</summary>
    public IAsyncEnumerable<Session> ListAsync(CancellationToken cancellationToken = default)
        => _connection.ListAsync(All, Query.Empty, ClientJson.Default.PageSession, cancellationToken);

    public Task EndAsync(string id, CancellationToken cancellationToken = default) => DeleteAsync($"{All}/{Uri.EscapeDataString(id)}", cancellationToken);

    /// <summary>Signs the person out everywhere but here.</summary>
    public Task EndOthersAsync(CancellationToken cancellationToken = default) => DeleteAsync(All, cancellationToken);

    /// <summary>Whether the person is asked for one-time codes.</summary>
    public Task<Totp> GetTotpAsync(CancellationToken cancellationToken = default)
        => _connection.SendAsync(ApiCall.Get(Codes) with { IsPublic = true }, ClientJson.Default.Totp, cancellationToken);

    /// <summary>Makes a secret for a device. Nothing is asked for until <see cref="ConfirmTotpAsync"/> has taken a code of it.</summary>
    public Task<TotpSecret> BeginTotpAsync(string password, CancellationToken cancellationToken = default)
        => _connection.SendAsync(Show(Codes, new TotpProof { Password = password }), ClientJson.Default.TotpSecret, cancellationToken);

    /// <summary>From now on signing in by password takes a code as well.</summary>
    public Task<TotpRecoveryCodes> ConfirmTotpAsync(string code, CancellationToken cancellationToken = default)
        => _connection.SendAsync(Show(Codes + "/confirm", new TotpProof { Code = code }), ClientJson.Default.TotpRecoveryCodes, cancellationToken);

    /// <summary>New recovery codes; those before end.</summary>
    public Task<TotpRecoveryCodes> RenewTotpRecoveryCodesAsync(string password, string code, CancellationToken cancellationToken = default)
        => _connection.SendAsync(
            Show(Codes + "/recovery-codes", new TotpProof { Password = password, Code = code }), ClientJson.Default.TotpRecoveryCodes, cancellationToken);

    /// <summary>Signing in takes the password alone again.</summary>
    public Task DisableTotpAsync(string password, string code, CancellationToken cancellationToken = default)
        => _connection.SendAsync(Show(Codes + "/disable", new TotpProof { Password = password, Code = code }), cancellationToken);

    private ApiCall Show(string path, TotpProof proof)
        => ApiCall.Post(path, proof, ClientJson.Default.TotpProof) with { IdempotencyKey = null, IsPublic = true, CsrfToken = Volatile.Read(ref _csrfToken) };

    private Task DeleteAsync(string path, CancellationToken cancellationToken)
        => _connection.SendAsync(ApiCall.Delete(path) with { IsPublic = true, CsrfToken = Volatile.Read(ref _csrfToken) }, cancellationToken);

    private SignedInPerson Remember(SignedInPerson person)
    {
        Volatile.Write(ref _csrfToken, person.CsrfToken);
        return person;
    }
}
