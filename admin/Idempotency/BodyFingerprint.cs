using System.Security.Cryptography;
using System.Text;

namespace OneLink.Admin.Idempotency;

/// <summary>
/// SHA-256 of what was asked, while it arrives. The boundary of a form is left out: clients draw a new one each time they
/// send the same form.
/// </summary>
internal sealed class BodyFingerprint : IDisposable
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly byte[] _boundary;

    /// <summary>The end of what has arrived, where a boundary may have begun.</summary>
    private byte[] _held = [];

    /// <param name="target">What the body is sent to: method, path and query belong to what was asked.</param>
    /// <param name="boundary">Empty where the body is no form.</param>
    public BodyFingerprint(string target, string boundary)
    {
        _boundary = Encoding.UTF8.GetBytes(boundary);
        _hash.AppendData(Encoding.UTF8.GetBytes(target + "\n"));
    }

    public void Append(ReadOnlySpan<byte> bytes)
    {
        if (_boundary.Length == 0)
        {
            _hash.AppendData(bytes);
            return;
        }

        ReadOnlySpan<byte> rest = [.. _held, .. bytes];
        for (var at = rest.IndexOf(_boundary); at >= 0; at = rest.IndexOf(_boundary))
        {
            _hash.AppendData(rest[..at]);
            rest = rest[(at + _boundary.Length)..];
        }

        var held = Math.Min(rest.Length, _boundary.Length - 1);
        _hash.AppendData(rest[..^held]);
        _held = rest[^held..].ToArray();
    }

    /// <summary>Once, behind everything.</summary>
    public byte[] Finish()
    {
        _hash.AppendData(_held);
        return _hash.GetHashAndReset();
    }

    public void Dispose() => _hash.Dispose();
}
