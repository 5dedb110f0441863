using System.Security.Cryptography;
using System.Text;
using OneLink.Analytics.Embedded.Connections;

namespace OneLink.Analytics.Embedded.Http;

/// <summary>The one user of the host. Compares in constant time, hashes first so that lengths do not tell either.</summary>
internal sealed class Credentials
{
    private readonly byte[] _user;
    private readonly byte[] _password;

    internal Credentials(EmbeddedOptions options)
    {
        _user = Hash(options.User);
        _password = Hash(options.Password);
    }

    /// <exception cref="EngineException">No user given, or the wrong one.</exception>
    internal void Check(HttpRequest request)
    {
        var (user, password) = Given(request)
            ?? throw EngineException.Of(EngineError.RequiredPassword, "Authentication failed: no user given.");
        var userFits = CryptographicOperations.FixedTimeEquals(Hash(user), _user);
        var passwordFits = CryptographicOperations.FixedTimeEquals(Hash(password), _password);
        if (!(userFits & passwordFits))
        {
            throw EngineException.Of(
                EngineError.AuthenticationFailed,
                $"{Printable(user)}: Authentication failed: password is incorrect, or there is no user with such name.");
        }
    }

    /// <summary>Headers of ClickHouse first, then Basic, then the address: the order in which a server looks.</summary>
    private static (string User, string Password)? Given(HttpRequest request)
    {
        if (request.Headers.TryGetValue("X-ClickHouse-User", out var header))
        {
            return (header.ToString(), request.Headers["X-ClickHouse-Key"].ToString());
        }

        const string Basic = "Basic ";
        var authorization = request.Headers.Authorization.ToString();
        if (authorization.StartsWith(Basic, StringComparison.OrdinalIgnoreCase))
        {
            return FromBasic(authorization[Basic.Length..]);
        }

        return request.Query.TryGetValue("user", out var user) ? (user.ToString(), request.Query["password"].ToString()) : null;
    }

    private static (string User, string Password)? FromBasic(string encoded)
    {
        var bytes = new byte[encoded.Length];
        if (!Convert.TryFromBase64String(encoded.Trim(), bytes, out var length))
        {
            return null;
        }

        var parts = Encoding.UTF8.GetString(bytes, 0, length).Split(':', 2);
        return (parts[0], parts.Length > 1 ? parts[1] : "");
    }

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));

    private static string Printable(string user) =>
        string.Concat(user.Take(64).Select(character => char.IsControl(character) ? '?' : character));
}
