using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using Google.Protobuf.Collections;
using OneLink.Shared.Clicks;
using OneLink.Shared.DeepLinks;
using OneLink.Shared.Feed;

namespace OneLink.Shared.Routing;

/// <summary>
/// Turns a published <see cref="LinkDocument"/> into the bytes that the redirect reads (<see cref="CompiledLink"/>), so
/// that everything which does not depend on the visitor is decided once per change and not once per tap. Reused from
/// link to link; one thread.
/// </summary>
public sealed class LinkCompiler
{
    /// <summary>What may stand in a <c>Location</c> header: visible ASCII (RFC 9110 §5.5). The admin stores nothing else; a document that holds more is broken.</summary>
    private static readonly SearchValues<char> HeaderSafe = SearchValues.Create(
        string.Concat(Enumerable.Range(0x21, 0x7E - 0x20).Select(static c => (char)c)));

    /// <summary>What the address of a chat has in it, so that the others cost one look.</summary>
    private static readonly SearchValues<string> ChatHosts = SearchValues.Create(["wa.me/", "whatsapp", "t.me/", "telegram.me/", "tg://", "m.me/", "ig.me/"], StringComparison.Ordinal);

    /// <summary>A count of variants is one byte, as are the lengths of names.</summary>
    private const int MaxVariants = byte.MaxValue;

    private readonly ArrayBufferWriter<byte> _bytes = new(1024);
    private readonly SectionWriter _section = new();

    /// <summary>Compiles a link.</summary>
    /// <param name="linkId">Id of the link.</param>
    /// <param name="document">What the admin published.</param>
    /// <param name="generation">Mark of the snapshot in force.</param>
    /// <returns>The compiled bytes, valid until the next call; null where the document is broken (a URL that no header can carry, a status that is no redirect).</returns>
    public ReadOnlySpan<byte> Compile(ulong linkId, LinkDocument document, byte generation)
    {
        _bytes.ResetWrittenCount();
        if (!RedirectStatuses.TryEncode(document.RedirectStatus, out LinkFlags status) || !IsSound(document))
        {
            return default;
        }

        var targets = new TargetTable(document);
        Span<byte> utm = stackalloc byte[UtmBlock.MaxBytes];
        byte[] url = Encoding.ASCII.GetBytes(document.Url);
        utm = utm[..UtmParameters.Extract(QueryOf(url), default, utm)];
        bool hasRules = document.Rules.Count > 0 || document.Variants.Count > 0;
        _section.Clear();
        if (hasRules && !RuleTable.TryWrite(document, _section))
        {
            return default;
        }

        // A link may also end by its limit, and then lead where an expired one does.
        bool hasSchedule = document.ActiveFromMs != 0 || document.ExpiresAtMs != 0 || document.ExpiredUrl.Length > 0;

        LinkFlags flags = status
            | Flag(LinkFlags.ForwardQuery, document.ForwardQuery)
            | Flag(LinkFlags.ForwardPath, document.ForwardPath)
            | Flag(LinkFlags.Indexable, document.Indexable)
            | Flag(LinkFlags.Disabled, !document.Enabled)
            | Flag(LinkFlags.Schedule, hasSchedule)
            | Flag(LinkFlags.Utm, utm.Length > 0)
            | Flag(LinkFlags.Targets, !targets.IsEmpty)
            | Flag(LinkFlags.Brand, document.Brand is not null)
            | Flag(LinkFlags.ProbeTablet, document.ProbeIpad)
            | Flag(LinkFlags.Rules, hasRules)
            | Flag(LinkFlags.Limit, document.MaxClicks > 0)
            | Flag(LinkFlags.Password, document.Password is not null)
            | Flag(LinkFlags.Chat, LeadsToChat(document));
        WriteFixed(linkId, document.AccountId, generation, flags);
        if ((flags & LinkFlags.AnySection) == 0)
        {
            _bytes.Write(url);
            return _bytes.WrittenSpan;
        }

        // The length of all sections, known once they are written.
        WriteLength(0);
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

        if (hasRules)
        {
            WriteSection(_section);
        }

        if (document.MaxClicks > 0)
        {
            _section.Clear();
            _section.WriteInt64((long)document.MaxClicks);
            WriteSection(_section);
        }

        if (document.Password is { } password)
        {
            _section.Clear();
            _section.WriteUInt32(password.Iterations);
            _section.WriteByte((byte)password.Salt.Length);
            _section.Write(password.Salt.Span);
            _section.WriteByte((byte)password.Hash.Length);
            _section.Write(password.Hash.Span);
            WriteSection(_section);
        }

        int sections = _bytes.WrittenCount - CompiledLink.FixedBytes - sizeof(int);
        _bytes.Write(url);
        Span<byte> written = MemoryMarshal.AsMemory(_bytes.WrittenMemory).Span;
        BinaryPrimitives.WriteInt32LittleEndian(written[CompiledLink.FixedBytes..], sections);
        return written;
    }

    /// <summary>The entry of a link that this edge cannot read: it fails closed.</summary>
    public ReadOnlySpan<byte> CompileUnreadable(ulong linkId, byte generation)
    {
        _bytes.ResetWrittenCount();
        WriteFixed(linkId, 0, generation, LinkFlags.Unreadable);
        return _bytes.WrittenSpan;
    }

    private static LinkFlags Flag(LinkFlags flag, bool isSet) => isSet ? flag : LinkFlags.None;

    private static bool IsSound(LinkDocument document)
        => document.Url.Length is > 0 and <= ushort.MaxValue
            && IsHeaderSafe(document.Url)
            && IsHeaderSafe(document.ExpiredUrl)
            && document.Platforms.All(static t => IsHeaderSafe(t.FallbackUrl) && IsHeaderSafe(t.DeepLinkPath) && IsHeaderSafe(t.Package))
            && IsHeaderSafe(document.DeepLinkPath)
            && AreSound(document.Variants)
            && document.Rules.All(static r => IsName(r.Name) && IsSound(r.Then) && AreSound(r.Variants))
            && (document.Password is not { } password || IsSound(password));

    private static bool AreSound(RepeatedField<Variant> variants)
        => variants.Count <= MaxVariants && variants.All(static v => IsName(v.Name) && v.Weight is > 0 and <= ushort.MaxValue && IsSound(v.Then));

    private static bool IsSound(Outcome? outcome)
        => outcome is null || (IsHeaderSafe(outcome.Url) && IsHeaderSafe(outcome.FallbackUrl) && IsHeaderSafe(outcome.DeepLinkPath));

    private static bool IsSound(PasswordHash password)
        => password.Iterations is > 0 and <= int.MaxValue
            && password.Salt.Length is > 0 and <= byte.MaxValue
            && password.Hash.Length is > 0 and <= byte.MaxValue;

    private static bool IsName(string value) => Encoding.UTF8.GetByteCount(value) <= byte.MaxValue;

    private static bool IsHeaderSafe(string value) => value.Length <= ushort.MaxValue && !value.AsSpan().ContainsAnyExcept(HeaderSafe);

    private static bool LeadsToChat(LinkDocument document)
        => IsChat(document.Url)
            || IsChat(document.DeepLinkPath)
            || document.Platforms.Any(static t => IsChat(t.FallbackUrl) || IsChat(t.DeepLinkPath))
            || document.Variants.Any(static v => LeadsToChat(v.Then))
            || document.Rules.Any(static r => LeadsToChat(r.Then) || r.Variants.Any(static v => LeadsToChat(v.Then)));

    private static bool LeadsToChat(Outcome? outcome)
        => outcome is not null && (IsChat(outcome.Url) || IsChat(outcome.FallbackUrl) || IsChat(outcome.DeepLinkPath));

    private static bool IsChat(string address) => address.AsSpan().ContainsAny(ChatHosts) && ChatAddress.Is(Encoding.ASCII.GetBytes(address));

    private static ReadOnlySpan<byte> QueryOf(ReadOnlySpan<byte> url)
    {
        int fragment = url.IndexOf((byte)'#');
        url = fragment < 0 ? url : url[..fragment];
        int query = url.IndexOf((byte)'?');
        return query < 0 ? default : url[(query + 1)..];
    }

    private void WriteFixed(ulong linkId, uint accountId, byte generation, LinkFlags flags)
    {
        Span<byte> head = _bytes.GetSpan(CompiledLink.FixedBytes)[..CompiledLink.FixedBytes];
        head[0] = CompiledLink.LayoutVersion;
        head[1] = generation;
        BinaryPrimitives.WriteUInt16LittleEndian(head[2..], (ushort)flags);
        BinaryPrimitives.WriteUInt32LittleEndian(head[4..], accountId);
        BinaryPrimitives.WriteUInt64LittleEndian(head[8..], linkId);
        _bytes.Advance(CompiledLink.FixedBytes);
    }

    private void WriteSection(SectionWriter section)
    {
        WriteLength(section.Written.Length);
        _bytes.Write(section.Written);
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
