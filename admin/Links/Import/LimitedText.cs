using System.Text;

namespace OneLink.Admin.Links.Import;

/// <summary>Reads a small text from a stream that may be large.</summary>
internal sealed class LimitedText(Stream body, int maxBytes)
{
    /// <summary>The text; null where it is larger than it may be.</summary>
    public async Task<string?> ReadAsync(CancellationToken cancellationToken)
    {
        var buffer = new byte[maxBytes + 1];
        var length = await body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
        return length > maxBytes ? null : Encoding.UTF8.GetString(buffer, 0, length);
    }
}
