namespace Containerless.Runtime.Builtins
{
    /// <summary>[[OriginalSource]], [[OriginalFlags]] and [[RegExpMatcher]] (ECMA-262 §22.2.8).</summary>
    internal sealed class RegExpData(string source, RegexProgram program) : ITagged
    {
        internal readonly string Source = source;
        internal readonly RegexProgram Program = program;

        public string Tag => "RegExp";

        internal RegexFlags Flags => Program.Flags;

        internal bool Global => (Flags & RegexFlags.Global) != 0;

        internal bool Sticky => (Flags & RegexFlags.Sticky) != 0;
    }

    /// <summary>Regular expression objects: their slot 0 is the property <c>lastIndex</c>, which cannot be deleted.</summary>
    internal static class RegExpObjects
    {
        private const int MaxCached = 200;

        /// <summary>A regular expression literal (§13.2.7.3), evaluated.</summary>
        internal static PlainObject Literal(Realm r, string pattern, string flags, int line) => New(
            r, r.RootShapeOf(RegExpPrototype.Instance), pattern, RegexFlagText.Parse(flags) ?? throw new Bailout("flags of a regular expression", line), line);

        /// <summary>RegExpInitialize (§22.2.3.3) on an object of this root shape.</summary>
        internal static PlainObject New(Realm r, Shape shape, string pattern, RegexFlags flags, int line) =>
            New(r, shape, new RegExpData(pattern, Program(r, pattern, flags, line)));

        internal static PlainObject New(Realm r, Shape shape, RegExpData data)
        {
            r.Charge(120);
            if (ReferenceEquals(shape, r.RegExpRoot) && r.RegExpShape is { } known) return new PlainObject(known, [0], data);
            var o = new PlainObject(shape, new Value[1], data);
            o.DefineOwn(r, "lastIndex", 0, PropertyFlags.Writable);
            if (ReferenceEquals(shape.Prototype, RegExpPrototype.Instance) && o.Shape.IsShared) (r.RegExpRoot, r.RegExpShape) = (shape, o.Shape);
            return o;
        }

        /// <summary>Flags as the constructor takes them.</summary>
        internal static RegexFlags Flags(Realm r, string text, int line) => RegexFlagText.Parse(text)
            ?? throw Errors.New(r, "SyntaxError", $"Invalid flags supplied to RegExp constructor '{text}'", line);

        /// <summary>Compiled patterns are kept, so that a literal in a loop is compiled once.</summary>
        internal static RegexProgram Program(Realm r, string pattern, RegexFlags flags, int line)
        {
            if (r.Programs.TryGetValue((pattern, flags), out RegexProgram? program)) return program;
            r.Spend(500 + 50L * pattern.Length);
            r.Charge(2000 + 100L * pattern.Length);
            try
            {
                program = RegexProgram.Compile(pattern, flags);
            }
            catch (RegexSyntaxException e)
            {
                throw Errors.New(r, "SyntaxError", e.Describe(pattern, flags), line);
            }
            catch (RegexDeclined e)
            {
                throw new Bailout("regular expression: " + e.Message, line);
            }
            r.Spend(50L * program.Ranges);
            r.Charge(16L * program.Ranges);
            if (r.Programs.Count == MaxCached) r.Programs.Clear();
            r.Programs.Add((pattern, flags), program);
            return program;
        }

        /// <summary>
        /// Whether what its methods look up on it (exec, flags, constructor, the methods of symbols) is all
        /// RegExp.prototype's, which nobody can change: it has that prototype and no property but lastIndex.
        /// </summary>
        internal static bool IsPristine(PlainObject o) =>
            o.Data is RegExpData && ReferenceEquals(o.Shape.Prototype, RegExpPrototype.Instance) && o.Count == 1;

        /// <summary>IsRegExp (§7.2.8).</summary>
        internal static bool Is(Realm r, Value v, int line)
        {
            if (v.Ref is not JsObject o) return false;
            if (o is PlainObject p && IsPristine(p)) return true;
            Value matcher = o.GetNamed(r, Symbol.Match.Key, line);
            return matcher.IsUndefined ? o is PlainObject { Data: RegExpData } : Op.Truthy(matcher);
        }

        internal static double LastIndex(Realm r, PlainObject o)
        {
            Value last = o.Slots[0];
            return last.IsNumber && last.Num >= 0 && last.Num == (int)last.Num ? last.Num : Op.ToLength(r, last);
        }

        internal static void SetLastIndex(Realm r, PlainObject o, double index, int line)
        {
            if (ReferenceEquals(o.Shape, r.RegExpShape)) o.Slots[0] = index;
            else Writing.Put(r, o, "lastIndex", index, line);
        }

        /// <summary>AdvanceStringIndex (§22.2.7.3).</summary>
        internal static int Advance(string text, int at, bool unicode) =>
            unicode && at + 1 < text.Length && char.IsHighSurrogate(text[at]) && char.IsLowSurrogate(text[at + 1]) ? at + 2 : at + 1;
    }
}

namespace Containerless.Runtime
{
    using Containerless.Runtime.Builtins;

    // What regular expressions keep.
    public sealed partial class Realm
    {
        /// <summary>Compiled patterns; a bounded number.</summary>
        internal readonly Dictionary<(string Pattern, RegexFlags Flags), RegexProgram> Programs = [];

        internal readonly RegexMatcher Matcher = new();

        /// <summary>The shape of regular expressions as they are made, and the root it comes from.</summary>
        internal Shape? RegExpShape, RegExpRoot;

        /// <summary>The shape of what a match's array has beside its elements.</summary>
        internal Shape? MatchShape;
    }
}
