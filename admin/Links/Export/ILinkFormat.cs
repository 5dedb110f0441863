using System.Buffers;

namespace OneLink.Admin.Links.Export;

/// <summary>How exported links are written.</summary>
internal interface ILinkFormat
{
    string ContentType { get; }

    /// <summary>Of the file that a browser makes of it.</summary>
    string FileName { get; }

    void WriteStart(IBufferWriter<byte> output);

    void WriteLink(IBufferWriter<byte> output, LinkResponse link);
}
