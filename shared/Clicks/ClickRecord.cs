using OneLink.Shared.Devices;

namespace OneLink.Shared.Clicks;

/// <summary>
/// One answered request, as the edge records it and the shipper reads it back. Strings are UTF-8 and at most
/// <see cref="ClickRecordCodec.MaxStringBytes"/> long; longer ones are cut when encoded.
/// Byte layout: docs/formats/click.md.
/// </summary>
public ref struct ClickRecord
{
    /// <summary>UUIDv7 (RFC 9562 §5.7), most significant half.</summary>
    public ulong IdHigh;

    /// <summary>UUIDv7, least significant half.</summary>
    public ulong IdLow;

    /// <summary>When the request was answered, Unix milliseconds.</summary>
    public long UnixTimeMs;

    /// <summary>0 where no link was reached.</summary>
    public ulong LinkId;

    /// <summary>0 where neither link nor domain is known.</summary>
    public uint AccountId;
    public uint DomainId;

    /// <summary>Keyed hash of account, address and user agent under the day's salt; 0 for programs.</summary>
    public ulong Visitor;

    public ClickKind Kind;
    public OrphanKind Orphan;
    public ClickTrigger Trigger;
    public DestinationKind Destination;
    public DeviceInfo Device;

    /// <summary>HTTP status sent.</summary>
    public ushort Status;

    /// <summary>ISO 3166-1 alpha-2 in two ASCII bytes, first letter in the low byte; 0 where unknown.</summary>
    public ushort Country;

    /// <summary>ISO 3166-2 code such as <c>DE-BY</c>; empty where unknown.</summary>
    public ReadOnlySpan<byte> Region;

    /// <summary>Primary language subtag, lower case.</summary>
    public ReadOnlySpan<byte> Language;

    /// <summary>Host of the <c>Referer</c> header, without <c>www.</c>.</summary>
    public ReadOnlySpan<byte> Referrer;

    public ReadOnlySpan<byte> Rule;
    public ReadOnlySpan<byte> Variant;

    /// <summary>Source, medium, campaign, term and content in <see cref="UtmBlock"/> form; empty where there are none.</summary>
    public ReadOnlySpan<byte> Utm;

    /// <summary>The requested slug, for orphans only.</summary>
    public ReadOnlySpan<byte> Slug;

    /// <summary>What the installation keeps of the visitor's address: 4 or 16 bytes, network order; empty by default. Since version 2.</summary>
    public ReadOnlySpan<byte> Address;

    /// <summary><see cref="Clicks.AddressKey"/> of a person's tap on a link, 0 on every other click. Never stored with the click. Since version 3.</summary>
    public ulong AddressKey;
}
