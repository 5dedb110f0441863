using System.Security.Cryptography;
using OneLink.Shared.Routing;

namespace OneLink.Edge.Passwords;

/// <summary>Compares a visitor's password with a link's. Slow on purpose, so never part of a decision and never on an I/O thread.</summary>
internal sealed class PasswordCheck(PasswordAttempts attempts) : IDisposable
{
    private const int MaxHashBytes = 64;

    /// <summary>Comparisons that wait longer for their turn than a visitor would are given up.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    /// <summary>At most half of the processor: guessers must not slow redirects down.</summary>
    private readonly SemaphoreSlim _turns = new(Math.Max(1, Environment.ProcessorCount / 2));

    /// <summary>Compares.</summary>
    /// <param name="linkId">The link.</param>
    /// <param name="expected">What it keeps of its password.</param>
    /// <param name="password">What was given, UTF-8.</param>
    /// <param name="address">Who gave it, 4 or 16 bytes.</param>
    /// <returns>Right, wrong, or refused after too many wrong ones.</returns>
    public PasswordProof Compare(ulong linkId, LinkPassword expected, ReadOnlySpan<byte> password, ReadOnlySpan<byte> address)
    {
        if (!attempts.MayTry(linkId, address) || !_turns.Wait(Patience))
        {
            return PasswordProof.Refused;
        }

        try
        {
            Span<byte> hash = stackalloc byte[MaxHashBytes];
            hash = hash[..Math.Min(expected.Hash.Length, MaxHashBytes)];
            Rfc2898DeriveBytes.Pbkdf2(password, expected.Salt, hash, expected.Iterations, HashAlgorithmName.SHA256);
            if (CryptographicOperations.FixedTimeEquals(hash, expected.Hash))
            {
                return PasswordProof.Right;
            }
        }
        finally
        {
            _turns.Release();
        }

        attempts.WasWrong(linkId, address);
        return PasswordProof.Wrong;
    }

    public void Dispose() => _turns.Dispose();
}
