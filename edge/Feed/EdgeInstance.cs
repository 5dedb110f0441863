using System.Security.Cryptography;

namespace OneLink.Edge.Feed;

/// <summary>Who this edge is among others that show the same token: made once, kept in its folder.</summary>
/// <param name="Id">16 hexadecimal digits.</param>
/// <param name="Host">What people call it.</param>
internal sealed record EdgeInstance(string Id, string Host)
{
    private const int IdBytes = 8;

    /// <summary>Of the program.</summary>
    public static string Version { get; } = typeof(EdgeInstance).Assembly.GetName().Version?.ToString(3) ?? "";

    /// <exception cref="IOException">The file cannot be read or written.</exception>
    public static EdgeInstance Open(string path, string host)
    {
        if (File.Exists(path) && File.ReadAllText(path).Trim() is { Length: 2 * IdBytes } known)
        {
            return new EdgeInstance(known, host);
        }

        string fresh = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(IdBytes));
        File.WriteAllText(path, fresh);
        return new EdgeInstance(fresh, host);
    }
}
