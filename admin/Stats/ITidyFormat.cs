using System.Buffers;
using OneLink.Analytics.Queries;

namespace OneLink.Admin.Stats;

/// <summary>Writes rows of shape <c>rows</c>. One instance an answer.</summary>
internal interface ITidyFormat
{
    string ContentType { get; }

    void WriteStart(IBufferWriter<byte> output);

    void WriteRow(IBufferWriter<byte> output, TidyRow row);

    void WriteEnd(IBufferWriter<byte> output);
}
