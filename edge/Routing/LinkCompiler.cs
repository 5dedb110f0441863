using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using OneLink.Edge.Clicks;
using OneLink.Shared.Clicks;
using OneLink.Shared.Feed;

namespace OneLink.Edge.Routing;

/// <summary>
/// Turns a published <see cref="LinkDocument"/> into the bytes that the redirect reads (<see cref="CompiledLink"/>), so
/// that everything which does not depend on the visitor is decided once per change and not once per tap. Reused from
/// link to link; one thread.
/// </summary>
internal sealed class LinkCompiler
{
    /// <summary>What may stand in a <c>Location</c> header: visible ASCII (RFC 9110 §5.5). The admin stores nothing else; a document that holds more is broken.</summary>
    private static readonly SearchValues<char> HeaderSafe = SearchValues.Create(
        string.Concat(Enumerable.Range(0x21, 0x7E - 0x20).Select(static c => (char)c)));

    private readonly ArrayBufferWriter<byte> _bytes = new(1024);

    /// <summary>Compiles a link.</summary>
    /// <param name="linkId">Id of the link.</param>
    /// <param name="document">What the admin published.</param>
    /// <param name="generation">Mark of the snapshot in force.</param>
    /// <returns>The compiled bytes, valid until the next call; null where the document is broken (a URL that no header can carry, a status that is no redirect).</returns>
    public ReadOnlySpan<byte> Compile(ulong linkId, LinkDocument document, byte generation)
    {
        _bytes.ResetWrittenCount();
        if (!IsSound(document))
        {
            return default;
        }

        var targets = new TargetTable(document);
        Span<byte> utm = stackalloc byte[UtmBlock.MaxBytes];
        byte[] url = Encoding.ASCII.GetBytes(document.Url);
        utm = utm[..UtmParameters.Extract(QueryOf(url), default, utm)];
        bool hasSchedule = document.ActiveFromMs != 0 || document.ExpiresAtMs != 0;

        WriteFixed(
            linkId,
            document.AccountId,
            generation,
            (ushort)document.RedirectStatus,
            url,
            Flag(LinkFlags.ForwardQuery, document.ForwardQuery)
                | Flag(LinkFlags.ForwardPath, document.ForwardPath)
                | Flag(LinkFlags.Indexable, document.Indexable)
                | Flag(LinkFlags.Disabled, !document.Enabled)
                | Flag(LinkFlags.Schedule, hasSchedule)
                | Flag(LinkFlags.Utm, utm.Length > 0)
                | Flag(LinkFlags.Targets, !targets.IsEmpty)
                | Flag(LinkFlags.Brand, document.Brand is not null));
        if (hasSchedule)
        {
            WriteSchedule(document);
        }

        if (utm.Length > 0)
        {
            WriteLength(utm.Length);
            _bytes.Write(utm);
        }

        if (!targets.IsEmpty)
        {
            WriteStrings(targets.Rows, targets.Strings);
        }

        if (document.Brand is { } brand)
        {
            WriteStrings(default, [brand.Name, brand.Title, brand.Description, brand.ImageUrl, brand.LogoUrl, brand.Color]);
        }

        return _bytes.WrittenSpan;
    }

    /// <summary>The entry of a link that this edge cannot read: it fails closed.</summary>
    public ReadOnlySpan<byte> CompileUnreadable(ulong linkId, byte generation)
    {
        _bytes.ResetWrittenCount();
        WriteFixed(linkId, 0, generation, 503, default, LinkFlags.Unreadable);
        return _bytes.WrittenSpan;
    }

    private static LinkFlags Flag(LinkFlags flag, bool isSet) => isSet ? flag : LinkFlags.None;

    private static bool IsSound(LinkDocument document)
        => document.RedirectStatus is 301 or 302 or 307 or 308
            && document.Url.Length is > 0 and <= ushort.MaxValue
            && IsHeaderSafe(document.Url)
            && IsHeaderSafe(document.ExpiredUrl)
            && document.Platforms.All(static t => IsHeaderSafe(t.FallbackUrl) && IsHeaderSafe(t.DeepLinkPath) && IsHeaderSafe(t.Package))
            && IsHeaderSafe(document.DeepLinkPath);

    private static bool IsHeaderSafe(string value) => value.Length <= ushort.MaxValue && !value.AsSpan().ContainsAnyExcept(HeaderSafe);

    private static ReadOnlySpan<byte> QueryOf(ReadOnlySpan<byte> url)
    {
        int fragment = url.IndexOf((byte)'#');
        url = fragment < 0 ? url : url[..fragment];
        int query = url.IndexOf((byte)'?');
        return query < 0 ? default : url[(query + 1)..];
    }

    private void WriteFixed(ulong linkId, uint accountId, byte generation, ushort status, ReadOnlySpan<byte> url, LinkFlags flags)
    {
        Span<byte> head = _bytes.GetSpan(CompiledLink.FixedBytes)[..CompiledLink.FixedBytes];
        head[0] = CompiledLink.LayoutVersion;
        head[1] = generation;
        BinaryPrimitives.WriteUInt16LittleEndian(head[2..], (ushort)flags);
        BinaryPrimitives.WriteUInt32LittleEndian(head[4..], accountId);
        BinaryPrimitives.WriteUInt64LittleEndian(head[8..], linkId);
        BinaryPrimitives.WriteUInt16LittleEndian(head[16..], status);
        BinaryPrimitives.WriteUInt16LittleEndian(head[18..], (ushort)url.Length);
        _bytes.Advance(CompiledLink.FixedBytes);
        _bytes.Write(url);
    }

    private void WriteSchedule(LinkDocument document)
    {
        WriteLength(16 + document.ExpiredUrl.Length);
        Span<byte> times = _bytes.GetSpan(16);
        BinaryPrimitives.WriteInt64LittleEndian(times, document.ActiveFromMs);
        BinaryPrimitives.WriteInt64LittleEndian(times[8..], document.ExpiresAtMs);
        _bytes.Advance(16);
        Encoding.ASCII.GetBytes(document.ExpiredUrl, _bytes);
    }

    private void WriteStrings(ReadOnlySpan<byte> prefix, IReadOnlyList<string> strings)
    {
        WriteLength(prefix.Length + strings.Sum(static s => 2 + Encoding.UTF8.GetByteCount(s)));
        _bytes.Write(prefix);
        foreach (string value in strings)
        {
            int length = Encoding.UTF8.GetByteCount(value);
            BinaryPrimitives.WriteUInt16LittleEndian(_bytes.GetSpan(2), checked((ushort)length));
            _bytes.Advance(2);
            Encoding.UTF8.GetBytes(value, _bytes.GetSpan(length));
            _bytes.Advance(length);
        }
    }

    private void WriteLength(int length)
    {
        BinaryPrimitives.WriteInt32LittleEndian(_bytes.GetSpan(4), length);
        _bytes.Advance(4);
    }
}
